import { useQueryClient } from "@tanstack/react-query";
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from "react-aria-components";
import { useNavigate } from "react-router";

import { messageOf } from "../api/errors";
import { notify } from "../decisions/notices";
import { announce } from "../live/announce";
import { chooseDesktop, desktop } from "../live/desktop";
import { Icon } from "../parts/Icon";
import { useStore } from "../parts/store";
import { maySomewhere, useMe } from "../session/me";
import { signOut } from "../session/signOut";
import { t } from "../texts";
import { chooseDensity, density, type Density } from "./density";
import { AwayItem } from "./AwayItem";
import { chooseLanguage, type LanguageChoice, languageChoice } from "./language";
import { chooseTheme, type Theme, theme } from "./theme";

const DENSITIES: readonly Density[] = ["comfortable", "dense"];
const LANGUAGES: readonly LanguageChoice[] = ["browser", "en", "de"];
const THEMES: readonly Theme[] = ["system", "light", "dark"];

export default function AccountMenu() {
  const me = useMe();
  const chosen = useStore(theme);
  const spacing = useStore(density);
  const tells = useStore(desktop);
  const queries = useQueryClient();
  const navigate = useNavigate();

  const leave = async (): Promise<void> => {
    try {
      await signOut(queries);
    } catch (error) {
      notify({ title: t.menu.signOut, text: messageOf(error), comment: null, again: () => void leave() });
    }
  };

  return (
    <MenuTrigger>
      <Button className="button button-icon" aria-label={t.menu.label}>
        <Icon name="user" />
      </Button>
      <Popover className="popover" placement="bottom end">
        <div className="menu-who">
          <strong>{me.user.name}</strong>
          <span>{me.user.email}</span>
          <span>{t.menu.role[me.user.role]}</span>
        </div>
        <Menu className="menu" aria-label={t.menu.label}>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[chosen]}
            onSelectionChange={(keys) => {
              const next = THEMES.find((name) => keys !== "all" && keys.has(name));
              if (next) chooseTheme(next);
            }}
          >
            <Header className="menu-head">{t.menu.theme}</Header>
            {THEMES.map((name) => (
              <MenuItem key={name} id={name} className="menu-item" textValue={t.menu[name]}>
                <span className="menu-tick">{name === chosen && <Icon name="approve" />}</span>
                {t.menu[name]}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[spacing]}
            onSelectionChange={(keys) => {
              const next = DENSITIES.find((name) => keys !== "all" && keys.has(name));
              if (next) chooseDensity(next);
            }}
          >
            <Header className="menu-head">{t.spacing.title}</Header>
            {DENSITIES.map((name) => (
              <MenuItem key={name} id={name} className="menu-item" textValue={t.spacing[name]}>
                <span className="menu-tick">{name === spacing && <Icon name="approve" />}</span>
                {t.spacing[name]}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[languageChoice]}
            onSelectionChange={(keys) => {
              const next = LANGUAGES.find((name) => keys !== "all" && keys.has(name));
              if (next) chooseLanguage(next);
            }}
          >
            <Header className="menu-head">{t.language.title}</Header>
            {LANGUAGES.map((name) => (
              <MenuItem key={name} id={name} className="menu-item" textValue={t.language[name]}>
                <span className="menu-tick">{name === languageChoice && <Icon name="approve" />}</span>
                <span lang={name === "browser" ? undefined : name}>{t.language[name]}</span>
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection
            selectionMode="multiple"
            selectedKeys={tells ? ["desktop"] : []}
            onSelectionChange={(keys) => void switchDesktop(keys === "all" || keys.has("desktop"))}
          >
            <Header className="menu-head">{t.desktop.title}</Header>
            <MenuItem id="desktop" className="menu-item" textValue={t.desktop.toggle}>
              <span className="menu-tick">{tells && <Icon name="approve" />}</span>
              {t.desktop.toggle}
            </MenuItem>
          </MenuSection>
          <Separator className="menu-line" />
          {maySomewhere(me, "drafter") && <AwayItem />}
          <MenuItem id="account" className="menu-item" onAction={() => void navigate("/account")}>
            <span className="menu-tick" />
            {t.account.open}
          </MenuItem>
          <MenuItem id="sign-out" className="menu-item" onAction={() => void leave()}>
            <span className="menu-tick" />
            {t.menu.signOut}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

async function switchDesktop(on: boolean): Promise<void> {
  const answer = await chooseDesktop(on);
  if (answer === "on") announce(t.desktop.on);
  else if (answer !== "off")
    notify({ title: t.desktop.title, text: t.desktop[answer], comment: null, again: null });
}
