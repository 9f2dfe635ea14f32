import { OTHER_VARIABLES } from '../../packages/cli/src/config/environment.ts';
import { SettingsSchema } from '../../packages/cli/src/config/schema.ts';
import {
  ALL_SETTINGS,
  flagOf,
  initialOf,
  UNSAFE,
  variablesOf,
  wantsOf,
} from '../../packages/cli/src/config/settings.ts';
import { code, codes, table } from './markdown.ts';
import { plainSchema } from './schema.ts';

/** The parts of `docs/configuration.md` that come from the table of settings. */
export const CONFIGURATION_PARTS: Readonly<Record<string, () => string>> = {
  settings: () =>
    table(
      ['setting', 'takes', 'if nothing is said', 'meaning'],
      ALL_SETTINGS.map((setting) => {
        const initial = initialOf(setting);
        return [
          code(setting.name),
          wantsOf(setting),
          initial === undefined ? (setting.otherwise ?? '') : code(String(initial)),
          `${meaningOf(setting.name)}`,
        ];
      }),
    ),
  names: () =>
    table(
      ['in the file', 'as a variable', 'as an option'],
      ALL_SETTINGS.map((setting) => [
        code(setting.name),
        codes(variablesOf(setting)),
        setting.kind === 'switch'
          ? codes([flagOf(setting), flagOf(setting).replace('--', '--no-')])
          : code(flagOf(setting)),
      ]),
    ),
  variables: () =>
    table(
      ['variable', 'meaning'],
      Object.entries(OTHER_VARIABLES).map(([name, meaning]) => [code(name), meaning]),
    ),
  unsafe: () =>
    table(
      ['name', 'what is refused', 'why'],
      Object.entries(UNSAFE).map(([name, { about, why }]) => [code(name), about, why]),
    ),
};

function meaningOf(name: string): string {
  return plainSchema(SettingsSchema).properties?.[name]?.description ?? '';
}

/** `docs/reference/configuration.schema.json`, by which editors complete `safeward.yaml`. */
export function configurationSchemaFile(): string {
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...plainSchema(SettingsSchema) };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
