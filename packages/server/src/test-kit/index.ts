/** What several tests of the server share. Not part of the server. */
export { accessibilityProblems, CHROMIUM, openBrowser, visit } from './browser.ts';
export { type Answer, type Ask, type Body, type Client, connect } from './client.ts';
export { type ClockJump, type JumpingDatabase, jumpHere, startJumpingDatabase } from './clocks.ts';
export { type Collector, type ReceivedSpan, startCollector } from './collector.ts';
export { someEvent } from './event.ts';
export { eventually } from './eventually.ts';
export { temporaryFolder } from './folder.ts';
export { type Acknowledged, putUnderLoad, standing } from './load.ts';
export { NO_OLDEST_POSTGRES, type OldestPostgres, startOldestPostgres } from './oldest-postgres.ts';
export { TEST_PRACTICE } from './practice.ts';
export { freeze, killTree } from './process-tree.ts';
export { seededRandom } from './random.ts';
export { connectRaw, type RawConnection, sendRaw } from './raw.ts';
export { dumpSchema } from './schema-dump.ts';
export { type ServerProcess, startServerProcess } from './server-process.ts';
export { startTestServer, type TestServer } from './test-server.ts';
