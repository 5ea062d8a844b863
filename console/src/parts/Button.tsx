import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";

import { Icon, type IconName } from "./Icon";
import { Key } from "./Key";

interface ButtonProps extends Omit<AriaButtonProps, "children" | "className"> {
  children: ReactNode;
  look?: "main" | "plain" | "quiet";
  icon?: IconName;
  /** The key that does the same, shown where there is room. */
  shortcut?: string;
}

export function Button({ children, look = "plain", icon, shortcut, ...rest }: ButtonProps) {
  return (
    <AriaButton
      className={`button button-${look}`}
      {...rest}
      {...(shortcut && { "aria-keyshortcuts": shortcut })}
    >
      {icon && <Icon name={icon} />}
      <span className="button-words">{children}</span>
      {shortcut && <Key>{shortcut}</Key>}
    </AriaButton>
  );
}

interface IconButtonProps extends Omit<AriaButtonProps, "children" | "className" | "aria-label"> {
  icon: IconName;
  label: string;
}

/** Only an icon to see; its label is its name and its tooltip. */
export function IconButton({ icon, label, ...rest }: IconButtonProps) {
  return (
    <AriaButton className="button button-icon" aria-label={label} {...rest}>
      <span className="button-face" title={label}>
        <Icon name={icon} />
      </span>
    </AriaButton>
  );
}
