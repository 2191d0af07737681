"use strict";
{
  const form = document.querySelector("form.bar");
  if (form) bar(form);
  function bar(form) {
    const input = form.elements.sentence;
    const place = form.querySelector(".reading");
    const aloud = form.querySelector("[aria-live]");
    const value = (name) => place.querySelector(`[name=${name}]`)?.value;
    let request;
    let timer;
    let pause;
    let sent = false;
    const clear = () => {
      request?.abort();
      clearTimeout(timer);
      clearTimeout(pause);
      place.replaceChildren();
      aloud.textContent = "";
    };
    const complain = (text) => {
      const line = document.createElement("p");
      line.textContent = text;
      place.replaceChildren(line);
    };
    const say = () => {
      place.classList.remove("typing");
      aloud.textContent = place.querySelector(".spoken")?.value ?? place.textContent;
    };
    // Ask how the sentence is understood now, and show it. A name that is half typed is nobody's: what
    // is asked about it is shown when the typing pauses.
    const read = async (answer, typing = false) => {
      request?.abort();
      clearTimeout(timer);
      const { signal } = (request = new AbortController());
      const body = new URLSearchParams(new FormData(form));
      if (answer) body.set("answer", answer);
      try {
        const response = await fetch("/sentence/reading", { method: "POST", body, signal });
        const text = await response.text();
        if (signal.aborted) return;
        place.classList.toggle("typing", typing);
        if (response.ok) place.innerHTML = text;
        else complain(text);
      } catch {
        if (signal.aborted) return;
        complain("netnotes serve does not answer. Is it still running?");
      }
      // Each letter changes the reading: it is read aloud when the typing pauses, too.
      clearTimeout(pause);
      pause = setTimeout(say, 600);
    };
    // A sentence is taken without the spaces at its ends.
    const current = () => value("about") === input.value.trim();
    const ask = () => {
      place.classList.remove("typing");
      (place.querySelector("[name=answer]") ?? input).focus();
    };
    input.addEventListener("focus", () => !input.value && read());
    input.addEventListener("input", () => {
      clearTimeout(timer);
      if (!input.value.trim()) clear();
      else timer = setTimeout(() => read("", true), 120);
    });
    form.addEventListener("submit", async (event) => {
      const answer = event.submitter?.name === "answer" ? event.submitter.value : "";
      if (!answer && current() && value("seen") && !sent) {
        sent = true;
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      if (sent || !input.value.trim()) return;
      if (answer || !current()) await read(answer);
      if (!current()) return;
      if (!value("seen")) ask();
      else if (answer) input.focus();
      else form.requestSubmit();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      if (!input.value) input.blur();
      else input.focus();
      input.value = "";
      clear();
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, select, textarea");
      if (event.key.toLowerCase() !== "l" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  }
}
