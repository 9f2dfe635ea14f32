/** What a person reads who opens a pack. */
export function packReadme(checkpoint: string): string {
  const [origin = '', size = ''] = checkpoint.split('\n');
  return `An evidence pack of Safeward

It holds records of an online service's protective measures, and proof that they are as they were
when they were made. You need not trust whoever gave it to you: verify it.

    npx safeward evidence verify THIS_FILE --key FILE_WITH_THE_KEYS_OF_THE_LOG

Get the keys from somewhere else than from whoever gave you the pack. The log is called
${origin}
and had ${size} leaves when the pack was made.

checkpoint       what the log says of itself, signed (C2SP tlog-checkpoint)
records.jsonl    a record a line: its place in the log, its leaf, the parts that are shown with their
                 salts, and the hashes that lead from the leaf to the checkpoint
consistency.txt  the way from an earlier checkpoint to this one, where it was asked for
log.vkey         the keys that whoever made the pack says are the log's: compare them with those that
                 you have from elsewhere
pack.json        what was asked for

What it proves: each record stood in the log, as it is, when the checkpoint was signed, and what is
shown of it is what it said then. What it does not prove: that everything that happened was recorded,
or that the pack shows every record there is. How many leaves lie between its records is told.
`;
}
