// Turns what Arrow gives into plain values: numbers, and texts as `equalwork sql --format csv` prints them.
import { DataType } from "apache-arrow";

// Returns {kind, read}: kind is number, day, moment or text.
export function valueReader(type) {
  const { kind, of } = reader(type);
  return { kind, read: (value) => (value === null || value === undefined ? null : of(value)) };
}

function reader(type) {
  if (DataType.isInt(type)) return { kind: "number", of: whole };
  if (DataType.isFloat(type)) return { kind: "number", of: (value) => value };
  if (DataType.isDecimal(type)) return { kind: "number", of: (value) => decimal(value, type.scale) };
  if (DataType.isBool(type)) return { kind: "text", of: (value) => value };
  if (DataType.isDate(type)) return { kind: "day", of: (value) => iso(value).slice(0, 10) };
  if (DataType.isTimestamp(type)) return { kind: "moment", of: (value) => moment(value, type) };
  if (DataType.isUtf8(type)) return { kind: "text", of: String };
  return { kind: "text", of: (value) => nested(value, type) };
}

// 64-bit integers that a number holds exactly become numbers.
function whole(value) {
  if (typeof value !== "bigint") return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

// 128 bits as four words, the lowest first; the sign is that of the whole.
function decimal(words, scale) {
  let value = 0n;
  for (let index = words.length - 1; index >= 0; index -= 1) value = (value << 32n) | BigInt(words[index] >>> 0);
  value = BigInt.asIntN(32 * words.length, value);
  return scale ? Number(value) / 10 ** scale : whole(value);
}

function iso(milliseconds) {
  return new Date(Number(milliseconds)).toISOString();
}

// 2024-03-09 02:15:00+00, the offset only where the type has a zone.
function moment(value, type) {
  const [day, time] = iso(value).slice(0, 19).split("T");
  return `${day} ${time}${type.timezone ? "+00" : ""}`;
}

// Lists and structs are JSON, as in the CSV files of a release.
function nested(value, type) {
  if (DataType.isList(type)) return JSON.stringify(listed(value, type));
  if (DataType.isStruct(type)) return JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part));
  return String(value);
}

function listed(value, type) {
  const { read } = valueReader(type.children[0].type);
  return [...value].map((part) => {
    const plain = read(part);
    return typeof plain === "bigint" ? String(plain) : plain;
  });
}
