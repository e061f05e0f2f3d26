// Stands in for the search's engine, so that its looks and keys are tried apart from it. Answers depend on the query alone:
// 「ぬ」 finds nothing, 「猫」 only what is near, 「遅い」 takes its time; everything else finds the pages with one of its words.

const PAGES = [
  ['/invoices/export-csv/', '請求書をCSVで書き出す', 'article', ['使い方', '請求書'], '右上の［CSVダウンロード］を押すと、表示中の請求書を出力できます。'],
  ['/faq/invoices/opened/', '請求書を相手が開いたかどうか分かりますか', 'faq', ['よくある質問'], '分かります。請求書の一覧に、開いた日時が出ます。'],
  ['/invoices/create/', '請求書を作る', 'article', ['使い方', '請求書'], '請求書の番号と期日を確かめて、保存します。'],
  ['/invoices/send/', '請求書を送る', 'article', ['使い方', '請求書'], '承認された請求書を、メールで送ります。'],
  ['/releases/2026.47/', '2026.47　請求書一覧を見やすくしました', 'release', ['リリース'], '請求書一覧のボタンは［CSVダウンロード］になりました。'],
  ['/faq/csv/mojibake/', 'CSVをExcelで開くと文字化けします', 'faq', ['よくある質問'], '書き出すときに文字コードを選べます。'],
  ['/invoices/approval/', '請求書を承認する', 'article', ['使い方', '請求書'], '承認すると、請求書を送れるようになります。'],
  ['/payments/match/', '入金を消し込む', 'article', ['使い方', '入金'], '入金と請求書を結びつけます。'],
  ['/invoices/cancel/', '請求書を取り消す', 'article', ['使い方', '請求書'], '送った請求書を取り消して、作り直します。'],
  ['/faq/invoices/reissue/', '送った請求書を取り消して作り直せますか', 'faq', ['よくある質問'], '作り直せます。請求書の番号は新しくなります。'],
  ['/invoices/keep-copies/', '請求書の控えを保存する', 'article', ['使い方', '請求書'], '控えは7年間、請求書と同じ場所に残ります。'],
  ['/invoices/recurring/create/', '毎月の請求書を自動で作る', 'article', ['使い方', '請求書'], '毎月の請求書を、決めた日に作ります。'],
  ['/invoices/templates/', 'テンプレートを変える', 'article', ['使い方', '設定'], '請求書の見た目を変えます。'],
]

const REAL = new Set(PAGES.slice(0, 12).map(([url]) => url))

/** @param {string} text @param {string[]} words */
function marked(text, words) {
  const parts = []
  for (let at = 0; at < text.length; ) {
    const hit = words.find((word) => text.startsWith(word, at))
    const last = parts.at(-1)
    if (hit) parts.push({ text: hit, hit: true })
    else if (last && !last.hit) last.text += text[at]
    else parts.push({ text: text[at] ?? '', hit: false })
    at += hit ? hit.length : 1
  }
  return parts
}

export async function open() {
  const seen = /** @type {any} */ (globalThis)
  seen.engineOpened = (seen.engineOpened ?? 0) + 1
  return {
    /** @param {string} q @param {{ limit: number, offset: number, filters: Record<string, string> }} options */
    async query(q, { limit = 10, offset = 0, filters = {} }) {
      if (q.includes('遅い')) await new Promise((done) => setTimeout(done, 900))
      if (q.includes('壊')) throw new Error('the index is damaged')
      const words = q.split(/\s+/).filter((word) => word && !word.includes('ぬ'))
      const weak = q.includes('猫')
      const found = q.includes('ぬ') ? [] : PAGES.filter(([, title, , , text]) => weak || words.some((word) => `${title}${text}`.includes(word)))
      const kinds = /** @type {Record<string, number>} */ ({})
      for (const [, , kind] of found) kinds[String(kind)] = (kinds[String(kind)] ?? 0) + 1
      const kept = found.filter(([, , kind]) => !filters.kind || kind === filters.kind).filter(() => filters.step !== 'alignment')
      return {
        total: weak ? Math.min(2, kept.length) : kept.length,
        weak,
        results: kept.slice(offset, weak ? 2 : offset + limit).map(([url, title, kind, place, text], at) => ({
          url, title, kind, place, score: 1,
          titleParts: marked(String(title), words),
          heading: at === 0 && url === '/invoices/export-csv/' ? { text: '手順', url: `${url}#_main` } : null,
          excerpt: marked(String(text), words),
        })),
        synonyms: q.includes('出力') ? ['書き出し', 'ダウンロード'] : [],
        missing: q.split(/\s+/).filter((word) => word.includes('ぬ')),
        facets: { kind: kinds },
      }
    },
    near: async () => ['請求書 控え', '請求書 番号', 'CSV'],
    popular: async () => PAGES.slice(0, 3).map(([url, title, kind]) => ({ url, title, kind })),
    filters: async () => ({
      kind: [],
      collection: [{ id: 'invoices', name: '請求書', count: 9 }, { id: 'payments', name: '入金', count: 4 }],
      step: [{ id: 'initial-setup', name: '初期設定', count: 12 }, { id: 'alignment', name: '目線合わせ', count: 2 }],
      audience: [{ id: 'partner', name: '導入パートナー', count: 1 }],
      plan: [],
    }),
  }
}

export { REAL }
