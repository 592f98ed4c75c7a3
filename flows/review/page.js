// The slider shows the two pictures that already stand above it, one over the other, cut at its edge.
for (const slider of document.querySelectorAll('.slider')) {
  const [under, over] = slider.querySelectorAll('img'), views = slider.previousElementSibling;
  for (const [copy, name] of [[under, '.before'], [over, '.after']]) {
    const shown = views.querySelector(name);
    copy.src = shown.src;
    copy.style.width = shown.style.getPropertyValue('--of');
  }
  const edge = slider.querySelector('input'), stack = edge.parentElement;
  const moved = () => stack.style.setProperty('--at', `${edge.value}%`);
  edge.addEventListener('input', moved);
  moved();
  slider.hidden = false;
}
