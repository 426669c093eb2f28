import * as v from "valibot";
import { setOf } from "../core/resource-marks";
import type { Place, World } from "../core/world";
import { refuse } from "../refusals";
import { type AppSettings, appImageConfig, imageVersion, lifecycleConfig, type SettingsOfApps } from "./kinds";

const idleSettings = v.strictObject({
  lifecycleManagement: v.optional(v.picklist(["ENABLED", "DISABLED"])),
  idleTimeoutInMinutes: v.optional(v.number()),
  minIdleTimeoutInMinutes: v.optional(v.number()),
  maxIdleTimeoutInMinutes: v.optional(v.number()),
});

/** Settings of apps of one type, as the provider takes them. */
export const appSettings = v.optional(
  v.strictObject({
    appLifecycleManagement: v.optional(v.strictObject({ idleSettings: v.optional(idleSettings) })),
    builtInLifecycleConfigArn: v.optional(v.string()),
    customImages: v.optional(
      v.array(
        v.strictObject({
          imageName: v.string(),
          imageVersionNumber: v.optional(v.number()),
          appImageConfigName: v.string(),
        }),
      ),
    ),
  }),
);

/** What Studio's navigation hides. Source: the provider's schema, `TypeSet`. */
export const webPortalSettings = v.optional(
  v.strictObject({ hiddenMlTools: setOf(v.string()), hiddenAppTypes: setOf(v.string()) }),
);

/** Settings of apps with the type that they are for. */
export function appsIn({ jupyterLabAppSettings, codeEditorAppSettings }: SettingsOfApps) {
  const all: readonly (readonly [string, AppSettings | undefined])[] = [
    ["JupyterLab", jupyterLabAppSettings],
    ["CodeEditor", codeEditorAppSettings],
  ];
  return all.flatMap(([app, settings]) => (settings === undefined ? [] : [{ app, settings }]));
}

/** Refuses settings that name what isn't there, or a script for apps of another type. */
export function checkTools(world: World, place: Place, settings: SettingsOfApps): void {
  for (const { app, settings: own } of appsIn(settings)) {
    const { builtInLifecycleConfigArn: arn, customImages = [] } = own;
    const script = world.here(lifecycleConfig, place).find(({ state }) => state.arn === arn);
    if (arn !== undefined && script?.state.studioLifecycleConfigAppType !== app) {
      refuse("R168", `StudioLifecycleConfig [${arn}] for app type [${app}] does not exist.`);
    }
    for (const { imageName, imageVersionNumber: number, appImageConfigName } of customImages) {
      const versions = world.here(imageVersion, place).filter(({ state }) => state.imageName === imageName);
      if (!versions.some(({ state }) => (number ?? state.version) === state.version)) {
        refuse("R168", `ImageVersion [${imageName}/${number}] does not exist.`);
      }
      if (!world.here(appImageConfig, place).some(({ state }) => state.appImageConfigName === appImageConfigName)) {
        refuse("R168", `AppImageConfig [${appImageConfigName}] does not exist.`);
      }
    }
  }
}
