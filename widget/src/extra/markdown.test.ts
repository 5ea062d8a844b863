import { expect, test } from "vitest";

import { renderMarkdown } from "./markdown";

function html(text: string): string {
  const holder = document.createElement("div");
  holder.append(renderMarkdown(text));
  return holder.innerHTML.replace(/ (target|rel|title)="[^"]*"/g, "");
}

test("paragraphs, line breaks and emphasis", () => {
  expect(html("One\ntwo\n\n**three** and *four* and _five_")).toBe(
    "<p>One<br>two</p><p><strong>three</strong> and <em>four</em> and <em>five</em></p>",
  );
  expect(html("**bold with *more* inside**")).toBe("<p><strong>bold with <em>more</em> inside</strong></p>");
});

test("lists of both kinds", () => {
  expect(html("Bring:\n- a pump\n* a **tube**\n\n1. off\n2) on")).toBe(
    "<p>Bring:</p><ul><li>a pump</li><li>a <strong>tube</strong></li></ul><ol><li>off</li><li>on</li></ol>",
  );
});

test("links, written out or by themselves, without the full stop behind them", () => {
  expect(html("See [our guide](https://shop.example/a_b_c) or https://shop.example/x_y.")).toBe(
    '<p>See <a href="https://shop.example/a_b_c">our guide</a> or ' +
      '<a href="https://shop.example/x_y">https://shop.example/x_y</a>.</p>',
  );
  expect(html("[Call](tel:+441632960000), [write](mailto:a@shop.example)")).toContain(
    'href="tel:+441632960000"',
  );
});

test("names with underscores and sums with stars stay as they are", () => {
  expect(html("snake_case_name, 2 * 3 * 4, ** and __")).toBe("<p>snake_case_name, 2 * 3 * 4, ** and __</p>");
});

test.each([
  "<img src=x onerror=alert(1)>",
  "<script>alert(1)</script>",
  "[click](javascript:alert(1))",
  "[click](JaVaScRiPt:alert(1))",
  "[click](data:text/html,<script>alert(1)</script>)",
  "[bank](https://bank.example@evil.example/)",
  "![x](https://evil.example/pixel.png)",
  '[x](https://a.example/" onclick="alert(1))',
])("nothing in %s becomes more than text or a plain link", (text) => {
  const holder = document.createElement("div");
  holder.append(renderMarkdown(text));
  expect(holder.querySelector("script,img,svg,iframe,[onclick],[onerror]")).toBeNull();
  for (const link of holder.querySelectorAll("a")) {
    expect(link.protocol).toMatch(/^(https?|mailto|tel):$/);
    expect(link.username).toBe("");
  }
});

test("a link leads away safely and says where", () => {
  const link = renderMarkdown("[x](https://shop.example/)").querySelector("a");
  expect(link?.target).toBe("_blank");
  expect(link?.rel).toContain("noopener");
  expect(link?.title).toBe("https://shop.example/");
});

test("hostile nesting takes no time", () => {
  const began = performance.now();
  for (const part of ["*", "[", "_a", "**a", "[a](", "https://"])
    renderMarkdown(part.repeat(2_000 / part.length));
  expect(performance.now() - began).toBeLessThan(500);
});
