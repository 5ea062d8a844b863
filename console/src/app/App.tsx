import { lazy, Suspense } from "react";
import { Route, Routes } from "react-router";

import { DeskScreen } from "../queue/DeskScreen";
import { SignedIn } from "../session/SignedIn";
import { t } from "../texts";
import { NotHere } from "./NotHere";
import { Shell } from "./Shell";

// What a day at the queue doesn't need comes when it is asked for.
const Welcome = lazy(() => import("../session/Welcome"));
const NewPassword = lazy(() => import("../session/NewPassword"));
const ArticlesScreen = lazy(() => import("../articles/ArticlesScreen"));
const NumbersScreen = lazy(() => import("../numbers/NumbersScreen"));
const BehindScreen = lazy(() => import("../numbers/BehindScreen"));
const GapsScreen = lazy(() => import("../articles/gaps/GapsScreen"));
const LearningScreen = lazy(() => import("../learning/LearningScreen"));
const ReportScreen = lazy(() => import("../learning/report/ReportScreen"));
const SettingsScreen = lazy(() => import("../settings/SettingsScreen"));
const AccountScreen = lazy(() => import("../account/AccountScreen"));
const FirstSteps = lazy(() => import("../start/FirstSteps"));

export function App() {
  return (
    <Suspense fallback={<p className="page-loading">{t.loading}</p>}>
      <Routes>
        <Route path="/welcome/:token" element={<Welcome />} />
        <Route path="/new-password/:token" element={<NewPassword />} />
        <Route element={<SignedIn />}>
          <Route element={<Shell />}>
            <Route index element={<DeskScreen />} />
            <Route path="/comment/:id" element={<DeskScreen />} />
            <Route path="/articles" element={<ArticlesScreen pane="none" />} />
            <Route path="/articles/-/new" element={<ArticlesScreen pane="new" />} />
            <Route path="/articles/-/gaps" element={<GapsScreen />} />
            <Route path="/articles/:id" element={<ArticlesScreen pane="read" />} />
            <Route path="/articles/:id/edit" element={<ArticlesScreen pane="edit" />} />
            <Route path="/articles/:id/history" element={<ArticlesScreen pane="history" />} />
            <Route path="/numbers" element={<NumbersScreen />} />
            <Route path="/numbers/comments" element={<BehindScreen />} />
            <Route path="/learning" element={<LearningScreen />} />
            <Route path="/learning/runs/:run" element={<ReportScreen />} />
            <Route path="/settings" element={<SettingsScreen />} />
            <Route path="/settings/pages/:page" element={<SettingsScreen />} />
            <Route path="/settings/:section" element={<SettingsScreen />} />
            <Route path="/account" element={<AccountScreen />} />
            <Route path="/start" element={<FirstSteps />} />
            <Route path="*" element={<NotHere />} />
          </Route>
        </Route>
      </Routes>
    </Suspense>
  );
}
