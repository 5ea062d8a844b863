import { queryOptions } from "@tanstack/react-query";

import { answered, api } from "../api/client";
import type { components } from "../api/schema";

type Schemas = components["schemas"];
export type Imported = Schemas["LessonsImported"];
export type EarlierImport = Schemas["LessonImported"];
export type Format = Imported["format"];

/** In the order in which they are offered. */
export const FORMATS: readonly Format[] = ["rasa", "csv", "label-studio", "argilla"];
/** As much as the desk takes in one request, before it is written as base64. */
export const MOST_BYTES = 2_200_000;

export const IMPORTS = ["learning", "imports"] as const;

export function importsQuery() {
  return queryOptions({
    queryKey: IMPORTS,
    queryFn: ({ signal }) => answered(api.GET("/api/v1/learning/imports", { signal })),
  });
}

interface Asked {
  page: string;
  file: File;
  replace: boolean;
  preview: boolean;
}

export async function sendFile({ page, file, replace, preview }: Asked): Promise<Imported> {
  const content = await base64(file);
  return answered(
    api.POST("/api/v1/learning/lessons", {
      body: { page, name: file.name, content, format: null, replace, preview },
    }),
  );
}

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () =>
      resolve(typeof reader.result === "string" ? reader.result.replace(/^[^,]*,/, "") : "");
    reader.onerror = () => reject(reader.error ?? new Error(file.name));
    reader.readAsDataURL(file);
  });
}
