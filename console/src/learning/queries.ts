import { queryOptions } from "@tanstack/react-query";

import { answered, api } from "../api/client";
import type { components } from "../api/schema";

type Schemas = components["schemas"];
export type Wanted = Schemas["LabelWanted"];
export type WantedList = Schemas["LabelsWanted"];
export type State = Schemas["LearningState"];
export type UntilNext = Schemas["UntilNextRun"];
export type Run = Schemas["LearningRun"];
export type Report = Schemas["LearningReport"];
export type Plots = Schemas["LearningPlots"];
export type Version = Schemas["LearningVersion"];
export type Sentence = Schemas["LearningSentence"];
export type Differing = Schemas["Differing"];
export type Model = Schemas["TrainedModel"];
export type Shadow = Schemas["ShadowState"];
export type ShadowRun = Schemas["ShadowRun"];
export type ShadowDifference = Schemas["ShadowDifference"];
export type NearlySame = Schemas["NearlySameTexts"];
export type Contradiction = Schemas["LabelContradiction"];

const UNDER_WAY_MS = 2_000;
const IDLE_MS = 30_000;

export function wantedKey(page: string) {
  return ["labels-wanted", page] as const;
}

export function wantedQuery(page: string) {
  return queryOptions({
    queryKey: wantedKey(page),
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/learning/next", { params: { query: { page } }, signal })),
    enabled: page !== "",
    // What is answered meanwhile is taken out by hand; a list that comes anew would bring it back for a moment.
    staleTime: Infinity,
    refetchOnReconnect: false,
    gcTime: 0,
  });
}

export const STATE = ["learning", "state"] as const;

export function stateQuery() {
  return queryOptions({
    queryKey: STATE,
    queryFn: ({ signal }) => answered(api.GET("/api/v1/learning", { signal })),
    refetchInterval: (query) => (query.state.data?.open ? UNDER_WAY_MS : IDLE_MS),
  });
}

export function runsQuery(lastEnded: string | null) {
  return queryOptions({
    queryKey: ["learning", "runs", lastEnded],
    queryFn: ({ signal }) => answered(api.GET("/api/v1/learning/runs", { signal })),
  });
}

export function reportQuery(run: string) {
  return queryOptions({
    queryKey: ["learning", "report", run],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/learning/runs/{run_id}", { params: { path: { run_id: run } }, signal })),
  });
}

export function plotsQuery(run: string) {
  return queryOptions({
    queryKey: ["learning", "plots", run],
    queryFn: ({ signal }) =>
      answered(
        api.GET("/api/v1/learning/runs/{run_id}/plots", { params: { path: { run_id: run } }, signal }),
      ),
  });
}

export const MODELS = ["learning", "models"] as const;

export function modelsQuery(champion: string | null) {
  return queryOptions({
    queryKey: [...MODELS, champion],
    queryFn: ({ signal }) => answered(api.GET("/api/v1/learning/models", { signal })),
  });
}

export const SHADOW = ["learning", "shadow"] as const;

export function shadowQuery() {
  return queryOptions({
    queryKey: SHADOW,
    queryFn: ({ signal }) => answered(api.GET("/api/v1/learning/shadow", { signal })),
    refetchInterval: (query) => (isOpen(query.state.data?.run) ? IDLE_MS : false),
  });
}

export const isOpen = (run: Shadow["run"] | undefined): boolean =>
  run?.state === "asked" || run?.state === "running";

export const NEARLY_SAME = ["learning", "nearly-same"] as const;

export function nearlySameQuery() {
  return queryOptions({
    queryKey: NEARLY_SAME,
    queryFn: ({ signal }) => answered(api.GET("/api/v1/learning/nearly-same", { signal })),
  });
}

export const CONTRADICTIONS = ["learning", "contradictions"] as const;

export function contradictionsQuery() {
  return queryOptions({
    queryKey: CONTRADICTIONS,
    queryFn: ({ signal }) => answered(api.GET("/api/v1/learning/contradictions", { signal })),
  });
}
