import { type Command, Option } from 'commander';
import { Mistake } from '../mistake.ts';
import type { Resolution } from './resolve.ts';
import { flagOf, initialOf, type Setting, type SettingName, settingNamed, type Value } from './settings.ts';
import type { Given } from './source.ts';
import type { StartOptions } from './start-options.ts';
import { fromText } from './text.ts';

/**
 * Gives a command the options of these settings, and lets it find in them what counts: from the option, a variable, the
 * file, or what is built in.
 */
export function addSettings(command: Command, names: readonly SettingName[]): Command {
  return addSettingOptions(command, names).hook('preAction', async () => {
    // Loaded here, not above: `--help` need not wait for the schema.
    const { resolveSettings } = await import('./resolve.ts');
    const { settings, problems } = resolveSettings(sourcesOf(command, names));
    if (problems.length > 0) throw new Mistake(problems.join('\n'));
    for (const { name, value } of settings)
      if (names.includes(name) && value !== undefined)
        command.setOptionValueWithSource(attributeOf(name), value, 'config');
  });
}

/** The options alone. */
export function addSettingOptions(command: Command, names: readonly SettingName[]): Command {
  for (const name of names) for (const option of optionsOf(settingNamed(name))) command.addOption(option);
  return command.option('--config <file>', 'the file with the settings; safeward.yaml, if it is there');
}

/** What the command was given, and what surrounds it. */
export function sourcesOf(
  command: Command,
  names: readonly SettingName[],
): {
  readonly config: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly options: readonly Given[];
} {
  const { config } = command.opts<{ readonly config?: string }>();
  const options = names.flatMap((name): readonly Given[] => {
    const attribute = attributeOf(name);
    if (command.getOptionValueSource(attribute) !== 'cli') return [];
    const setting = settingNamed(name);
    const given: unknown = command.getOptionValue(attribute);
    return [
      {
        name,
        value: typeof given === 'string' ? fromText(setting, given) : given,
        source: {
          from: 'option',
          option: given === false ? flagOf(setting).replace('--', '--no-') : flagOf(setting),
        },
      },
    ];
  });
  return { config, environment: process.env, options };
}

/** The settings as a command has them that takes them all. */
export function asOptions({ settings }: Pick<Resolution, 'settings'>): StartOptions {
  const options = Object.fromEntries(
    settings.flatMap(({ name, value }) => (value === undefined ? [] : [[attributeOf(name), value]])),
  );
  // The schema has seen to it that each is of its type; a test holds the types and the table together.
  return options as unknown as StartOptions;
}

/** `log_level` → `logLevel`, as Commander names it. */
export function attributeOf(name: SettingName): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function optionsOf(setting: Setting): readonly Option[] {
  const flag = flagOf(setting);
  switch (setting.kind) {
    case 'switch':
      return [new Option(flag, setting.about), new Option(flag.replace('--', '--no-'), setting.off)];
    case 'choice':
      return [initially(new Option(`${flag} <name>`, setting.about).choices(setting.of), initialOf(setting))];
    case 'path':
      return [initially(new Option(`${flag} <${setting.of}>`, setting.about), initialOf(setting))];
    case 'database':
    case 'http':
      return [new Option(`${flag} <url>`, setting.about)];
    case 'rate':
      return [new Option(`${flag} <rate>`, setting.about)];
    case 'text':
    case 'number':
    case 'list':
      return [initially(new Option(`${flag} <${setting.argument}>`, setting.about), initialOf(setting))];
  }
}

/** Shown by `--help`; what counts is found when the command runs. */
function initially(option: Option, value: Value | undefined): Option {
  return value === undefined ? option : option.default(value);
}
