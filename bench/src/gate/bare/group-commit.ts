/** As many rows as the gate puts into one statement, and as many statements under way. */
const MAX_GROUP = 256;
const MAX_IN_FLIGHT = 2;

interface Waiting<Row> {
  readonly row: Row;
  readonly done: (error: unknown) => void;
}

/**
 * Inserts together what arrived while the last statements were under way.
 *
 * @returns resolves once the row is committed
 */
export function groupCommit<Row>(
  insert: (rows: readonly Row[]) => Promise<void>,
): (row: Row) => Promise<void> {
  let waiting: Waiting<Row>[] = [];
  let inFlight = 0;
  let scheduled = false;

  function pump(): void {
    scheduled = false;
    while (inFlight < MAX_IN_FLIGHT && waiting.length > 0) {
      const group = waiting.slice(0, MAX_GROUP);
      waiting = waiting.slice(MAX_GROUP);
      inFlight++;
      void send(group).finally(() => {
        inFlight--;
        pump();
      });
    }
  }

  async function send(group: readonly Waiting<Row>[]): Promise<void> {
    try {
      await insert(group.map(({ row }) => row));
      for (const { done } of group) done(null);
    } catch (error) {
      for (const { done } of group) done(error);
    }
  }

  return (row) =>
    new Promise((resolve, reject) => {
      waiting.push({ row, done: (error) => (error === null ? resolve() : reject(error)) });
      if (scheduled) return;
      scheduled = true;
      setImmediate(pump);
    });
}
