// In a frame that asked for it (?fit=1): tells the page around it how high it is, and again whenever that changes.
// It tells nothing else, and hears nothing. What that page does with it: rulings/timeline/embedding.py (FITTING).

const tell = () => parent.postMessage({ casetracker: Math.ceil(document.documentElement.getBoundingClientRect().height) }, "*");

new ResizeObserver(tell).observe(document.documentElement);
