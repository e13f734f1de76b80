// Words selected in a text: their offsets in code points, as spans have them.

// An element with the offset of its first character, `data-o`, and nothing but characters of the text in it.
const line = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-o]");

function offset(node, at) {
  const within = line(node);
  if (!within) return null;
  const range = document.createRange();
  range.setStart(within, 0);
  range.setEnd(node, at);
  return Number(within.dataset.o) + [...range.toString()].length;
}

/** The selected words with their span, without the blanks around them; null where none are selected. */
export function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  let start = offset(range.startContainer, range.startOffset);
  let end = offset(range.endContainer, range.endOffset);
  if (start === null || end === null) return null;
  const last = line(range.endContainer);
  const words = range.toString();
  if (end === Number(last.dataset.o) && last !== line(range.startContainer)) { // a whole line was taken: the end stands before the next one
    const before = last.previousElementSibling;
    end = Number(before.dataset.o) + [...before.textContent].length;
  }
  start += [...words.match(/^\s*/)[0]].length;
  end -= [...words.match(/\s*$/)[0]].length;
  return end > start ? { span: [start, end], words: words.trim(), box: range.getBoundingClientRect() } : null;
}
