/* Everything works without this script; with it the sum is spared and leaving is quicker. */
"use strict";
(function () {
  var exit = document.getElementById("exit");
  if (exit) {
    exit.addEventListener("click", function (event) {
      event.preventDefault();
      document.documentElement.hidden = true;
      location.replace(exit.href);
    });
  }
  var print = document.getElementById("print");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", function () { window.print(); });
  }
  var faults = document.getElementById("faults");
  if (faults) { faults.focus(); }

  /* two presses of an impatient finger are one */
  var letter = document.getElementById("letter") || document.getElementById("more");
  var pressed = false;
  if (letter) {
    letter.addEventListener("submit", function (event) {
      if (pressed) { event.preventDefault(); return; }
      pressed = true;
      setTimeout(function () { pressed = false; }, 3000);
    });
  }

  var ticket = document.getElementById("ticket");
  var work = document.getElementById("work");
  if (!ticket || !work || !window.crypto || !crypto.subtle) { return; }
  var bits = Number(ticket.dataset.bits);
  var coder = new TextEncoder();

  function zeros(digest) {
    var word = new DataView(digest).getUint32(0);
    return Math.clz32(word);
  }

  async function search() {
    var batch = 64;
    for (var from = 0; from < 1e9; from += batch) {
      var tries = [];
      for (var at = from; at < from + batch; at += 1) {
        tries.push(crypto.subtle.digest("SHA-256", coder.encode(ticket.value + ":" + at)));
      }
      var digests = await Promise.all(tries);
      for (var place = 0; place < batch; place += 1) {
        if (zeros(digests[place]) >= bits) { return String(from + place); }
      }
    }
    return "";
  }

  search().then(function (found) {
    if (!found) { return; }
    work.value = found;
    document.getElementById("sum-field").hidden = true;
    var worked = document.getElementById("worked");
    worked.textContent = worked.dataset.done;
  });
})();
