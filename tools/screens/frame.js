// 画面の枠（上の帯と左のメニュー）を足します。
const here = document.body.dataset.nav
if (here) {
  const items = ['ホーム', '請求書', '入金', '取引先', '設定']
  document.body.insertAdjacentHTML('afterbegin',
    '<header><b>つづり請求</b><span>山田製作所　▾</span></header><nav>' +
    items.map(name => `<p class="${name === here ? 'here' : ''}">${name}</p>`).join('') + '</nav>')
}
