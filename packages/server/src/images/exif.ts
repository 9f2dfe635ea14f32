const [IFD_ENTRY, GPS_POINTER, LATITUDE, LONGITUDE] = [12, 0x8825, 0x0002, 0x0004];
/** More entries than any camera writes. */
const MOST_ENTRIES = 512;

/**
 * Whether EXIF data says where a picture was taken: the directory of its main image points to one of positions that
 * holds a latitude or longitude. Two directories are read, each once and never further than its bytes go, so that
 * directories that point to each other cost nothing. EXIF 2.32, section 4.6.
 *
 * @param exif as it stands in the file, with or without `Exif\0\0` before it
 */
export function hasLocation(exif: Uint8Array): boolean {
  const start = String.fromCharCode(...exif.subarray(0, 4)) === 'Exif' ? 6 : 0;
  const view = new DataView(
    exif.buffer,
    exif.byteOffset + Math.min(start, exif.length),
    Math.max(0, exif.length - start),
  );
  if (view.byteLength < 8) return false;
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return false;
  const little = order === 0x4949;
  const positions = find(view, view.getUint32(4, little), little, [GPS_POINTER]);
  return positions !== null && find(view, positions, little, [LATITUDE, LONGITUDE]) !== null;
}

/** @returns the value of the first of these tags in the directory at `offset`, or null */
function find(view: DataView, offset: number, little: boolean, tags: readonly number[]): number | null {
  if (offset + 2 > view.byteLength) return null;
  const entries = Math.min(view.getUint16(offset, little), MOST_ENTRIES);
  for (let n = 0; n < entries; n++) {
    const at = offset + 2 + n * IFD_ENTRY;
    if (at + IFD_ENTRY > view.byteLength) return null;
    if (tags.includes(view.getUint16(at, little))) return view.getUint32(at + 8, little);
  }
  return null;
}
