/**
 * How the embedded PostgreSQL runs, where it differs from its defaults. Nothing here trades durability for
 * speed: what is acknowledged has been synced to disk.
 */
export const POSTGRES_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // Paths of sockets are limited to about 100 characters, which a data folder may exceed.
  unix_socket_directories: '',
  max_connections: '50',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  wal_compression: 'pglz',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Its messages are read by this program, so they are asked for in English.
  lc_messages: 'C',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_line_prefix: '',
  log_checkpoints: 'off',
  // A failed statement and the details of a violated constraint would carry people's data into the log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};
