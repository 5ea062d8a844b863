import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { Link, NavLink, Outlet, useLocation } from "react-router";

import { Notices } from "../decisions/Notices";
import { UndoBar } from "../decisions/UndoBar";
import { useKeys } from "../keys/useKeys";
import { usePaletteKey } from "../keys/usePaletteKey";
import { Announcer } from "../live/Announcer";
import { Badge } from "../live/Badge";
import { desktop } from "../live/desktop";
import { LiveBanner } from "../live/LiveBanner";
import { useLive } from "../live/useLive";
import { IconButton } from "../parts/Button";
import { Logo } from "../parts/Logo";
import { Skeleton } from "../parts/states";
import { useStore } from "../parts/store";
import { maySomewhere, useMe } from "../session/me";
import { t } from "../texts";
import { inDigits } from "../words/dates";
import { later } from "./later";

const AccountMenu = later(() => import("./AccountMenu"));
const SignInNotices = later(() => import("../account/SignInNotices"));
const KeyHelp = later(() => import("../keys/KeyHelp"));
const CommandPalette = later(() => import("../keys/CommandPalette"));
const BulkOutcome = later(() => import("../queue/bulk/BulkOutcome"));
const DesktopNotices = lazy(() => import("../live/DesktopNotices"));

/** The frame around every signed-in screen. */
export function Shell() {
  useLive();
  const me = useMe();
  const { pathname } = useLocation();
  const onDesk = pathname === "/" || pathname.startsWith("/comment/");
  const [help, setHelp] = useState(false);
  const [commands, setCommands] = useState(false);
  const tells = useStore(desktop);
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    nav.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);
  const showKeys = useCallback(() => setHelp(true), []);
  useKeys({ "?": showKeys });
  usePaletteKey(() => setCommands(true));
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t.skip}
      </a>
      <header className="bar">
        <Link className="bar-name" to="/">
          <Logo />
          <span>{t.name}</span>
        </Link>
        <nav ref={nav} className="bar-nav" aria-label={t.nav.label}>
          <Link to="/" aria-current={onDesk ? "page" : undefined}>
            {t.nav.queue}{" "}
            {me.counts.waiting > 0 && <span className="count">{inDigits(me.counts.waiting)}</span>}
          </Link>
          <NavLink to="/articles">{t.nav.articles}</NavLink>
          <NavLink to="/numbers">{t.nav.numbers}</NavLink>
          {maySomewhere(me, "approver") && <NavLink to="/learning">{t.nav.learning}</NavLink>}
          <NavLink to="/settings">{t.nav.settings}</NavLink>
        </nav>
        <div className="bar-end">
          <IconButton
            icon="command"
            label={t.palette.open}
            aria-keyshortcuts="Control+K"
            onPress={() => setCommands(true)}
          />
          <span className="bar-keys">
            <IconButton icon="keys" label={t.keys.open} onPress={showKeys} />
          </span>
          <Suspense fallback={<IconButton icon="user" label={t.menu.label} isDisabled />}>
            <AccountMenu />
          </Suspense>
        </div>
      </header>
      <LiveBanner />
      {me.sign_in_notices.length > 0 && (
        <Suspense>
          <SignInNotices notices={me.sign_in_notices} />
        </Suspense>
      )}
      <main id="main" className="main" tabIndex={-1}>
        <Suspense fallback={<Skeleton rows={6} label={t.loading} />}>
          <Outlet />
        </Suspense>
      </main>
      <div className="floats">
        <Notices />
        <Suspense>
          <BulkOutcome />
        </Suspense>
        <UndoBar />
      </div>
      <Announcer />
      <Badge />
      {/* While it is on its way, what is typed already is meant for it and does nothing to comments. */}
      <Suspense fallback={<div role="dialog" aria-label={t.palette.title} aria-busy="true" />}>
        {commands && <CommandPalette onClose={() => setCommands(false)} showKeys={showKeys} />}
      </Suspense>
      <Suspense>
        {help && <KeyHelp onClose={() => setHelp(false)} />}
        {tells && <DesktopNotices />}
      </Suspense>
    </div>
  );
}
