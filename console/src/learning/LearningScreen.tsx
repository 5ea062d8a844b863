import { useEffect } from "react";

import { may, maySomewhere, useMe } from "../session/me";
import { t } from "../texts";
import { LabelNext } from "./LabelNext";
import { LessonFiles } from "./LessonFiles";
import { RunsAndModels } from "./RunsAndModels";
import { words } from "./words";
import "./learning.css";

/** What the assistant learns from: comments to label, and for administrators the runs and what came of them. */
export default function LearningScreen() {
  const me = useMe();
  useEffect(() => {
    document.title = `${words.title} · ${t.name}`;
  }, []);
  return (
    <div className="learning">
      <header>
        <h1>{words.title}</h1>
        <p className="quiet">{words.text}</p>
      </header>
      <LabelNext />
      {may(me, "admin") && <RunsAndModels />}
      {maySomewhere(me, "admin") && <LessonFiles />}
    </div>
  );
}
