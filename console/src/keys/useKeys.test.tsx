import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { switchKeys } from "./setting";
import { useKeys } from "./useKeys";

function Screen({ act, dialog = false }: { act: () => void; dialog?: boolean }) {
  useKeys({ a: act });
  return (
    <>
      <textarea aria-label="Reply" />
      {dialog && <div role="dialog" aria-label="Open" />}
    </>
  );
}

test("a letter acts, in either case", async () => {
  const act = vi.fn();
  render(<Screen act={act} />);
  await userEvent.keyboard("aA");
  expect(act).toHaveBeenCalledTimes(2);
});

test("letters that are typed, or pressed with Ctrl, don't act", async () => {
  const act = vi.fn();
  render(<Screen act={act} />);
  await userEvent.keyboard("{Control>}a{/Control}");
  await userEvent.type(screen.getByLabelText("Reply"), "a");
  expect(act).not.toHaveBeenCalled();
});

test("a dialog keeps the keys to itself", async () => {
  const act = vi.fn();
  render(<Screen act={act} dialog />);
  await userEvent.keyboard("a");
  expect(act).not.toHaveBeenCalled();
});

test("switched off, single letters do nothing", async () => {
  const act = vi.fn();
  render(<Screen act={act} />);
  switchKeys(false);
  await userEvent.keyboard("a");
  switchKeys(true);
  expect(act).not.toHaveBeenCalled();
});
