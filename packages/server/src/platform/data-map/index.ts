export { ABOUT, type ColumnDescription, type DataMap, holds, type TableDescription } from './data-map.ts';
export { platformData } from './platform.ts';
