/* Runs in the page's head, before Streamlit's own scripts. Streamlit cannot translate its widgets; this can.
   The words are those of the pinned Streamlit version: a browser test walks the pages and fails on English. */
(() => {
  "use strict";
  const language = document.documentElement.lang;
  const base = document.currentScript.src.replace(/\/app\/static\/head\.js.*$/, "");

  // Otherwise Streamlit tries /<page>/_stcore/… first, which costs time and leaves two errors in the console.
  window.__streamlit = { ...window.__streamlit, BACKEND_BASE_URL: base };

  // Calendars (month names, Monday first) and numbers in tables follow the page, not the browser.
  const locale = language === "tr" ? "tr-TR" : "en-GB";
  Object.defineProperty(navigator, "language", { get: () => locale });
  Object.defineProperty(navigator, "languages", { get: () => [locale, language] });

  // Lists and tables are searched by small letters: "mugla", "MUĞLA" and "muğla" shall all find Muğla, and JavaScript
  // makes two letters of İ. Only what holds such a letter is folded; everything else stays as it was.
  const lower = String.prototype.toLowerCase;
  const letters = { "İ": "i", "ı": "i", "Ğ": "g", "ğ": "g", "Ş": "s", "ş": "s", "Ç": "c", "ç": "c", "Ö": "o", "ö": "o", "Ü": "u", "ü": "u" };
  const turkish = new RegExp(`[${Object.keys(letters).join("")}]`, "g");
  String.prototype.toLowerCase = function () {
    return lower.call(String(this).replace(turkish, (letter) => letters[letter]));
  };

  // When the switch says another language than the page was loaded in, load it anew and remember the choice.
  let pending = 0;
  const followSwitch = () => {
    const chosen = document.querySelector('.st-key-lang [role="radio"][aria-checked="true"]')?.textContent.trim();
    if (!["tr", "en"].includes(chosen) || chosen === language) return;
    document.cookie = `dil=${chosen}; max-age=31536000; path=/; samesite=lax`;
    const address = new URL(location.href);
    if (chosen === "en") address.searchParams.set("lang", "en"); else address.searchParams.delete("lang");
    location.replace(address);
  };
  const followSoon = () => { clearTimeout(pending); pending = setTimeout(followSwitch, 400); };

  const WORDS = {
    // upload
    "Upload": "Dosya seç", "Browse files": "Dosya seç", "Add files": "Dosya ekle", "Upload directories": "Klasör seç",
    "Drag and drop a file here": "Dosyayı buraya bırakın", "Drag and drop file here": "Dosyayı buraya bırakın",
    "Drag and drop files here": "Dosyaları buraya bırakın", "Drag and drop directories here": "Klasörü buraya bırakın",
    "file upload": "dosya yükleme", "Error uploading file": "Dosya yüklenemedi", "Error deleting file": "Dosya kaldırılamadı",
    "File type not allowed.": "Bu dosya türü kabul edilmiyor.", "Pagination": "Sayfalar",
    "Previous page": "Önceki sayfa", "Next page": "Sonraki sayfa", "Show more": "Daha çok göster", "Show less": "Daha az göster",
    // choosing and typing
    "Choose an option": "Seçin", "Choose options": "Seçin", "Select...": "Seçin", "Select…": "Seçin", "No results": "Sonuç yok",
    "No options to select": "Seçenek yok", "No options to select.": "Seçenek yok", "No options": "Seçenek yok", "Clear value": "Değeri sil", "Clear all": "Tümünü sil",
    "Select all": "Tümünü seç", "Selectbox options": "Seçenekler", "Multiselect options": "Seçenekler",
    "Selected values": "Seçilenler", "Clear entry": "Yazılanı sil", "Invalid input.": "Geçersiz giriş.",
    "Press Enter to apply": "Uygulamak için Enter", "Press Enter to submit form": "Göndermek için Enter",
    "Press ⌘+Enter to apply": "Uygulamak için ⌘+Enter", "Press Ctrl+Enter to apply": "Uygulamak için Ctrl+Enter",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": "Ok tuşlarıyla gezinin, Enter ile seçin, Esc ile kapatın.",
    "Choose date": "Tarih seç", "Choose date range": "Tarih aralığı seç", "Clear date": "Tarihi sil", "Clear dates": "Tarihleri sil",
    "Previous month": "Önceki ay", "Next month": "Sonraki ay", "Show password": "Parolayı göster", "Hide password": "Parolayı gizle",
    "required": "zorunlu", "(required)": "(zorunlu)", "(optional)": "(isteğe bağlı)",
    // tables and charts
    "Search": "Ara", "Type to search": "Aramak için yazın", "Close Search": "Aramayı kapat", "Previous Result": "Önceki sonuç",
    "Next Result": "Sonraki sonuç", "Download as CSV": "CSV indir", "Download as PNG": "PNG indir", "Fullscreen": "Tam ekran", "View fullscreen": "Tam ekran",
    "Close fullscreen": "Tam ekrandan çık", "Toggle fullscreen": "Tam ekran", "Show/hide columns": "Sütunları göster/gizle", "Clear selection": "Seçimi kaldır",
    "Add row": "Satır ekle", "Delete row(s)": "Satırları sil", "Sort ascending": "Artan sırala", "Sort descending": "Azalan sırala",
    "Pin column": "Sütunu sabitle", "Unpin column": "Sabitlemeyi kaldır", "Hide column": "Sütunu gizle", "Autosize": "Genişliği sığdır",
    "Copy column name": "Sütun adını kopyala", "Format": "Biçim", "Statistics": "İstatistik", "Automatic": "Otomatik", "Localized": "Yerel", "Plain": "Düz", "Compact": "Kısa",
    "Percent": "Yüzde", "Dollar": "Dolar", "Euro": "Avro", "Yen": "Yen", "Accounting": "Muhasebe", "Scientific": "Bilimsel", "Distance": "Uzaklık", "Duration": "Süre", "Calendar": "Takvim",
    "Values": "Değer", "Empty": "Boş", "Distinct": "Farklı", "Minimum": "En küçük", "Maximum": "En büyük", "Average": "Ortalama", "Median": "Ortanca",
    "Standard deviation": "Standart sapma", "Sum": "Toplam", "Range": "Aralık", "Count": "Sayı", "Average length": "Ortalama uzunluk", "Minimum length": "En kısa", "Maximum length": "En uzun",
    "Based on sample": "Örneğe göre", "Top values frequency chart": "En sık değerler", "Distribution histogram": "Dağılım", "True": "Doğru", "False": "Yanlış",
    "Dataframe column menu": "Sütun menüsü", "Button action menu": "Menü", "Loading...": "Yükleniyor …", "Failed to load data": "Veri yüklenemedi", "empty": "boş", "No data": "Veri yok",
    "Show data": "Veriyi göster", "Show chart": "Grafiği göster", "Copy to clipboard": "Panoya kopyala", "Copied": "Kopyalandı", "Link to heading": "Başlığa bağlantı",
    "Toolbar action": "Araç", "Element toolbar": "Araçlar",
    // the frame
    "Main menu": "Menü", "App pages": "Sayfalar", "Sidebar": "Kenar menüsü", "Expand sidebar": "Menüyü aç", "Collapse sidebar": "Menüyü kapat", "Open sidebar": "Menüyü aç", "Close sidebar": "Menüyü kapat",
    "Skip to main content": "Ana içeriğe geç", "Close": "Kapat", "Open": "Aç", "Cancel": "Vazgeç", "Clear": "Temizle", "Stop": "Durdur", "Stop script": "Durdur", "Rerun": "Yenile", "Running...": "Çalışıyor …", "Running…": "Çalışıyor …", "RUNNING...": "Çalışıyor …",
    "Scroll tabs left": "Sekmeleri sola kaydır", "Scroll tabs right": "Sekmeleri sağa kaydır", "View less": "Daha az göster", "Try again": "Yeniden dene", "More": "Diğer",
    "Theme": "Tema", "Light": "Açık", "Dark": "Koyu", "System": "Sistem", "Use system setting": "Sistem ayarı", "Print": "Yazdır", "Settings": "Ayarlar", "About": "Hakkında", "Get help": "Yardım", "Record a screencast": "Ekran kaydı", "Record screen": "Ekran kaydı",
    "Help": "Yardım", "Tooltip": "Açıklama", "Navigate to home page": "Ana sayfaya git", "Please wait...": "Lütfen bekleyin …",
    // faults
    "Connection error": "Bağlantı hatası", "CONNECTING": "Bağlanıyor", "Connecting": "Bağlanıyor", "Connecting...": "Bağlanıyor …", "Connection lost": "Bağlantı koptu", "Reconnecting...": "Yeniden bağlanıyor …",
    "Connection lost. Please wait for the app to reconnect, then try again.": "Bağlantı koptu. Yeniden kurulunca tekrar deneyin.", "Reconnected to server.": "Bağlantı yeniden kuruldu.",
    "Connection timed out.": "Bağlantı zaman aşımına uğradı.", "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": "Sunucu çalışmıyor olabilir. Birkaç dakika sonra yeniden deneyin; sürerse sistem yöneticisine bildirin.",
    "Streamlit server is not responding. Are you connected to the internet?": "Sunucu yanıt vermiyor. Ağ bağlantınızı denetleyin.",
    "Unable to connect to Streamlit server": "Sunucuya bağlanılamıyor", "Network error": "Ağ hatası", "Unknown error": "Bilinmeyen hata", "Error": "Hata",
    "Page not found": "Sayfa bulunamadı",
    "Oh no.": "Bir şeyler ters gitti.", "Unhandled error": "Beklenmeyen hata",
    "This app has encountered an error. The original error message is redacted to prevent data leaks. Full error details have been recorded in the logs.": "Sayfa gösterilirken bir hata oluştu. Ayrıntılar kayıtlara yazıldı.",
  };
  const PATTERNS = [
    [/^Limit ([\d.,]+)\s*([KMG]B) per file/, "Dosya başına en çok $1 $2"], [/^([\d.,]+)\s*([KMG]B) per file/, "Dosya başına en çok $1 $2"],
    [/^Upload (?!directories)(.+)$/, "$1: dosya seç"],
    [/^File must be ([\d.,]+)\s*([KMG]B) or smaller\.$/, "Dosya en çok $1 $2 olabilir."], [/^(.+) files are not allowed\.$/, "$1 dosyaları kabul edilmiyor."],
    [/^Remove (.+)$/, "Kaldır: $1"], [/^Page (\d+)$/, "Sayfa $1"], [/^Showing page (\d+) of (\d+)$/, "Sayfa $1 / $2"], [/^View (\d+) more$/, "$1 sayfa daha"],
    [/^(\d+) more$/, "$1 tane daha"], [/^Add: (.+)$/, "Ekle: $1"], [/^Help for (.+)$/, "Yardım: $1"], [/^Select (\d+) matches$/, "Eşleşen $1 seçeneği seç"], [/^Selected (.*?)\. (.*)$/, "Seçili: $1. $2"],
    [/^(.+) selected$/, "$1 seçildi"], [/^Press (.+) to apply$/, "Uygulamak için $1"], [/^You can only select up to (\d+) options?\. Remove an option first\.$/, "En çok $1 seçenek seçilebilir. Önce birini kaldırın."],
    [/^(\d+) results?$/, "$1 sonuç"], [/^(\d+) of (\d+) results?$/, "$1 / $2 sonuç"], [/^Attempting to connect to .*$/, "Sunucuya bağlanılıyor …"],
    [/^The page that you have requested does not seem to exist.*$/, "İstediğiniz sayfa yok. Ana sayfa açıldı."],
    [/^You have requested page \/(.*), but no corresponding file was found.*$/, "/$1 adında bir sayfa yok. Ana sayfa açıldı."],
    [/^Selected Date: (.*)$/, (_, day) => `Seçili gün: ${new Date(day).toLocaleDateString("tr-TR", { day: "numeric", month: "long", year: "numeric" })}`],
    [/^(\d+) options? available\.$/, "$1 seçenek var."], [/^Choose date, (.*)$/, "Tarih seç, $1"], [/^month, (.*)$/, "ay, $1"], [/^day, (.*)$/, "gün, $1"], [/^year, (.*)$/, "yıl, $1"],
    [/^(.*?)(\d+) columns? hidden(.*)$/, "$1$2 sütun gizli$3"],
  ];
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt", "aria-roledescription"];
  // What our pages write is already in the right language; a cell that says "Open" is somebody's data.
  const OURS = '[data-testid="stMarkdown"], [data-testid="stTable"], [data-testid="stHeading"], [data-testid="stCaptionContainer"], [data-testid="stHtml"]';

  const translated = (text) => {
    const bare = text.trim();
    if (!bare) return text;
    let found = Object.hasOwn(WORDS, bare) ? WORDS[bare] : undefined;
    for (const [pattern, words] of found === undefined ? PATTERNS : []) {
      if (pattern.test(bare)) { found = bare.replace(pattern, words); break; }
    }
    if (found === undefined) {
      // "Fullscreen: name of the table"
      const [word, ...rest] = bare.split(": ");
      if (rest.length && Object.hasOwn(WORDS, word)) found = [WORDS[word], ...rest].join(": ");
    }
    return found === undefined ? text : text.replace(bare, () => found);
  };
  const set = (node, name, value) => { if (node.getAttribute(name) !== value) node.setAttribute(name, value); };

  // On a phone the menu lies over the page: it has done its work once a page is chosen.
  document.addEventListener("click", (event) => {
    if (window.innerWidth > 768 || !event.target.closest('[data-testid="stSidebarNavLink"]')) return;
    setTimeout(() => document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click(), 150);
  });

  // What became of a file, and the next step, stand at the top of the page, wherever the button was that led there.
  let step = "";
  const followStep = () => {
    const shown = document.querySelector('[class*="st-key-step_"]');
    const name = shown?.className.match(/st-key-(step_\S+)/)?.[1];
    if (!name || name === step) return;
    const isFirst = !step;
    step = name;
    if (isFirst) return;
    document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });
    const heading = shown.querySelector("h2, h3");
    if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
  };

  const mend = (element) => {
    // Faults of Streamlit's own markup that a screen reader would stumble over.
    if (element.matches('[data-testid="stMetricChart"]')) set(element, "aria-hidden", "true");
    if (element.matches('[data-testid="stFileUploaderDropzone"][aria-label]') && !element.hasAttribute("role")) set(element, "role", "group");
  };
  const visitElement = (element) => {
    mend(element);
    if (language !== "tr") return;
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (value) set(element, name, translated(value));
    }
  };
  const visitText = (node) => {
    if (language !== "tr" || node.parentElement?.closest(OURS)) return;
    const words = translated(node.data);
    if (words !== node.data) node.data = words;
  };
  const visit = (root) => {
    if (root.nodeType === Node.TEXT_NODE) { visitText(root); return; }
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    visitElement(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.TEXT_NODE) visitText(node); else visitElement(node);
    }
  };
  new MutationObserver((changes) => {
    followSoon();
    followStep();
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(visit);
      else if (change.type === "characterData") visitText(change.target);
      else visitElement(change.target);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: [...ATTRIBUTES, "aria-checked"] });
})();
