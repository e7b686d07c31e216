// A picture of a page in at most 256 colours: a third of the bytes of a usual screenshot.
import { deflateSync } from "node:zlib";

/** Reads the pixels of a PNG with the browser's own decoder. */
async function pixelsOf(page, png) {
  const address = `data:image/png;base64,${png.toString("base64")}`;
  const { width, height, text } = await page.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let bytes = "";
    for (let i = 0; i < data.length; i += 32768)
      bytes += String.fromCharCode(...data.subarray(i, i + 32768));
    return { width: image.width, height: image.height, text: btoa(bytes) };
  }, address);
  return { width, height, rgba: Buffer.from(text, "base64") };
}

const apart = (a, b) =>
  ((a >> 16) - (b >> 16)) ** 2 +
  (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 +
  ((a & 255) - (b & 255)) ** 2;

/** The most frequent colours, none close to another that is more frequent. */
function paletteOf(colors) {
  const counts = new Map();
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1]).map(([color]) => color);
  const palette = [];
  for (const least of [300, 60, 0]) {
    for (const color of ranked) {
      if (palette.length === 256) return palette;
      if (palette.every((other) => apart(other, color) > least)) palette.push(color);
    }
  }
  return palette;
}

/** The checksum of a chunk, bit by bit: node has one only from version 22 on. */
function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; ++bit) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** The window of a page as a PNG with a palette. */
export async function smallPng(page) {
  const { width, height, rgba } = await pixelsOf(page, await page.screenshot());
  const colors = Array.from({ length: width * height }, (_, i) => rgba.readUInt32BE(4 * i) >>> 8);
  const palette = paletteOf(colors);
  const nearest = new Map(palette.map((color, i) => [color, i]));
  const index = (color) => {
    let found = nearest.get(color);
    if (found === undefined) {
      const sizes = palette.map((other) => apart(other, color));
      nearest.set(color, (found = sizes.indexOf(Math.min(...sizes))));
    }
    return found;
  };
  const rows = Buffer.alloc(height * (width + 1)); // each row begins with its filter: none
  colors.forEach((color, i) => (rows[i + Math.floor(i / width) + 1] = index(color)));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8); // eight bits, palette
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(palette.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]))),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
