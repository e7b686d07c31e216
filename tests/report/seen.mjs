// What a page shows, as the tests ask for it.
export const title = (page) => page.locator("#series-title").textContent();

/** Pixels of the first canvas at a place that are not transparent. */
export function inkOf(page, selector) {
  return page.evaluate((place) => {
    const canvas = document.querySelector(`${place} canvas`);
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, i) => i % 4 === 3 && value > 0).length;
  }, selector);
}

/** Pixels by which the page is wider than its window. */
export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** What can be pressed or filled, but has no name for those who do not see it. */
export const nameless = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("button, input, select, [role=listbox], [role=application]")]
      .filter((e) => !(e.ariaLabel || e.textContent.trim() || e.labels?.[0]?.textContent))
      .map((e) => e.outerHTML),
  );
