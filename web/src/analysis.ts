// The page of `foretell analyze`: reads the data in the page, builds the views.
const text = document.getElementById("foretell-data")?.textContent ?? "";
const block = document.createElement("pre");
block.textContent = JSON.stringify(JSON.parse(text), null, 1);
document.getElementById("page")!.replaceChildren(block);
