import Type, { type TObject, type TSchema } from 'typebox';
import { Check } from 'typebox/value';
import { ALL_SETTINGS, initialOf, type Setting, type SettingName, settingNamed } from './settings.ts';

/** The schema of `safeward.yaml`: what is held against it, what editors complete by, what the reference page tells. */
export const SettingsSchema: TObject = Type.Object(
  Object.fromEntries(ALL_SETTINGS.map((setting) => [setting.name, Type.Optional(schemaOf(setting))])),
  { additionalProperties: false, title: 'The settings of Safeward' },
);

export function isValid(name: SettingName, value: unknown): boolean {
  const schema = SettingsSchema.properties[name];
  if (schema === undefined || !Check(schema, value)) return false;
  // No pattern says all of what an address is.
  return settingNamed(name).kind !== 'http' || URL.canParse(String(value));
}

function schemaOf(setting: Setting): TSchema {
  const initial = initialOf(setting);
  const more = {
    description: sentence(setting.about) + (setting.more === undefined ? '' : ` ${setting.more}`),
    ...(initial === undefined ? {} : { default: initial }),
  };
  switch (setting.kind) {
    case 'path':
    case 'text':
      return Type.String({ ...more, minLength: 1 });
    case 'database':
      return Type.String({ ...more, pattern: '^postgres(ql)?://.+' });
    case 'http':
      return Type.String({ ...more, pattern: '^https?://[^\\s/?#@]+(/[^\\s?#]*)?$' });
    case 'number':
      return Type.Integer({ ...more, minimum: setting.least, maximum: setting.most });
    case 'rate':
      return Type.String({ ...more, pattern: '^(1000000|[1-9]\\d{0,5})/(s|min|h)$' });
    case 'switch':
      return Type.Boolean(more);
    case 'choice':
      return Type.Enum([...setting.of], more);
    case 'list':
      return Type.Array(Type.Enum([...setting.of]), { ...more, uniqueItems: true });
  }
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
