/* The client side of Web Forms: __doPostBack, and postbacks of a part of the page. */
var WebForm = { partial: [], pending: null, timer: null };

function __doPostBack(target, argument) {
  var form = document.aspnetForm;
  if (form.onsubmit && form.onsubmit() === false) return;
  form.__EVENTTARGET.value = target;
  form.__EVENTARGUMENT.value = argument;
  if (WebForm.partial.indexOf(target) >= 0) WebForm.post(form, null);
  else form.submit();
}

WebForm.post = function (form, button) {
  if (WebForm.pending) WebForm.pending.abort();
  var data = new FormData(form), request = new XMLHttpRequest();
  if (button) data.append(button.name + (button.type === 'image' ? '.x' : ''), button.value || '1');
  data.append('__ASYNCPOST', 'true');
  WebForm.pending = request;
  WebForm.progress(true);
  request.open('POST', form.getAttribute('action'));
  request.setRequestHeader('X-MicrosoftAjax', 'Delta=true');
  request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded; charset=utf-8');
  request.onload = function () { WebForm.finish(); WebForm.take(request.responseText, request.status); };
  request.onerror = function () { WebForm.finish(); WebForm.fail('12031'); };
  request.send(new URLSearchParams(data).toString());
  form.__EVENTTARGET.value = form.__EVENTARGUMENT.value = '';
};

WebForm.finish = function () { WebForm.pending = null; WebForm.progress(false); };

WebForm.fail = function (status) {
  alert('Sys.WebForms.PageRequestManagerServerErrorException: An unknown error occurred while processing ' +
    'the request on the server. The status code returned from the server was: ' + status);
};

WebForm.progress = function (on) {
  var sign = document.getElementById('UpdateProgress');
  if (sign) sign.style.display = on ? 'block' : 'none';
};

WebForm.take = function (text, status) {
  var at = 0, parts = [];
  while (at < text.length) {
    var a = text.indexOf('|', at), length = parseInt(text.substring(at, a), 10);
    if (a < 0 || isNaN(length)) return WebForm.fail(status);
    var b = text.indexOf('|', a + 1), c = text.indexOf('|', b + 1);
    parts.push([text.substring(a + 1, b), text.substring(b + 1, c), text.substr(c + 1, length)]);
    at = c + 1 + length + 1;
  }
  parts.forEach(function (part) { WebForm.apply[part[0]](part[1], part[2]); });
};

WebForm.apply = {
  updatePanel: function (id, html) { document.getElementById(id).innerHTML = html; },
  hiddenField: function (id, value) { document.getElementById(id).value = value; },
  asyncPostBackControlIDs: function (_, names) { WebForm.partial = names.split(','); },
  pageRedirect: function (_, address) { location.href = decodeURIComponent(address); },
  error: function (_, message) {
    alert('Sys.WebForms.PageRequestManagerServerErrorException: ' + message);
  },
  scriptBlock: function (id, text) {
    if (id === 'Alert') return alert(text);
    var box = document.createElement('textarea');
    box.innerHTML = text;
    var bar = box.value.indexOf('|');
    showMessage(box.value.substring(0, bar), box.value.substring(bar + 1));
  }
};

document.addEventListener('submit', function (event) {
  var button = event.submitter;
  if (button && WebForm.partial.indexOf(button.name) >= 0) {
    event.preventDefault();
    WebForm.post(event.target, button);
  }
});

/* Search as one types: nothing below two characters, and not before the hand rests. */
function searchSoon(box, target) {
  clearTimeout(WebForm.timer);
  WebForm.timer = setTimeout(function () {
    var term = box.value.replace(/^\s+|\s+$/g, '');
    if (term.length !== 1 && term !== box.getAttribute('data-done')) {
      box.setAttribute('data-done', term);
      __doPostBack(target, '');
    }
  }, 300);
}

function showMessage(kind, text) {
  var place = document.getElementById('messagePlace');
  place.innerHTML = '';
  var line = document.createElement('div');
  line.className = 'message ' + kind;
  line.appendChild(document.createTextNode(text));
  place.appendChild(line);
}

/* Menus: an item with a sub-menu opens on a click and closes on a click elsewhere. */
document.addEventListener('click', function (event) {
  var item = event.target.closest ? event.target.closest('.rmItem') : null;
  document.querySelectorAll('.rmItem.open').forEach(function (each) {
    if (each !== item) each.classList.remove('open');
  });
  if (item && item.querySelector('.rmSlide')) item.classList.toggle('open');
});

function openWindow(id) {
  var frame = document.querySelector('#' + id + ' iframe');
  if (frame && !frame.getAttribute('src')) frame.src = frame.getAttribute('data-src');
  document.getElementById(id).style.display = 'block';
  return false;
}

function closeWindow(id) {
  document.getElementById(id).style.display = 'none';
  var frame = document.querySelector('#' + id + ' iframe');
  if (frame) frame.removeAttribute('src');
  return false;
}
