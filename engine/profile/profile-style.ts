/** The style of a profile that stands by itself; colours are the studio's. */
export const profileStyle = `
:root{color-scheme:light dark;--surface:#fff;--text:#14181f;--text-2:#525b69;--line:#e4e7eb;--data:#344486;--warn:#8a4b00;--mark:#d08a1d;--err:#b3201a;--soft:#e8ecf3}
@media (prefers-color-scheme:dark){:root{--surface:#14181f;--text:#e8ebf0;--text-2:#a3acb9;--line:#2a313c;--data:#93acdd;--warn:#e0a94a;--mark:#d08a1d;--err:#f0867f;--soft:#232a35}}
*{box-sizing:border-box}body{margin:0;background:var(--surface);color:var(--text);font:13px/20px Inter,system-ui,'Segoe UI',Roboto,sans-serif}
main{max-width:1280px;margin:0 auto;padding:24px}h1{font:600 20px/28px inherit;font-size:20px;margin:0}h2{font-size:15px;margin:28px 0 8px}p{margin:0}
.note{color:var(--text-2);font-size:12px;font-weight:400}.facts{display:flex;flex-wrap:wrap;gap:8px 40px;margin:16px 0;padding:12px 0;border:solid var(--line);border-width:1px 0}
.facts dt{color:var(--text-2);font-size:12px}.facts dd{margin:0;font-weight:600;font-size:18px;font-variant-numeric:tabular-nums}.facts dd.note{font-size:12px;font-weight:400}
.warnings{padding:0 0 0 28px;margin:0}.warnings li{padding:8px 0 8px 4px;border-top:1px solid var(--line)}.warnings .error b{color:var(--err)}.warnings .warning b{color:var(--warn)}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:6px 12px 6px 0;border-top:1px solid var(--line);vertical-align:top;overflow-wrap:break-word}thead th{white-space:nowrap;color:var(--text-2);font-weight:400;font-size:12px}
th[scope=row]{font-weight:600;min-width:110px;max-width:220px}.value span{white-space:nowrap}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.figures{color:var(--text-2);font-size:12px}.wide{overflow-x:auto}
svg{fill:var(--data);display:block}.stripes{background:var(--soft);fill:var(--mark)}.value{display:grid;grid-template-columns:90px 64px auto;gap:6px;align-items:center;font-size:12px;line-height:16px}
.value span:first-child{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.value i{height:8px;background:var(--data);border-radius:2px;opacity:.8}code{font-size:11px}footer{margin-top:32px}
h1+.verdict{font-size:14px;line-height:22px;margin:4px 0 2px}.order th{width:180px}.narrow{width:auto;min-width:min(100%,760px)}thead th::first-letter{text-transform:uppercase}code{font-family:'JetBrains Mono',ui-monospace,Consolas,monospace}
.note b,.warnings .note b{font-weight:500;color:var(--text)}.figures b{font-weight:500;color:var(--text)}.power{width:220px;height:8px;margin-top:6px;background:var(--soft);border-radius:2px}.power i{display:block;height:8px;background:var(--data);border-radius:2px}.power.leak i{background:var(--err)}
.kind{display:inline-block;white-space:nowrap;padding:0 5px;border:1px solid var(--line);border-radius:4px;color:var(--text-2);font-size:11px;line-height:16px}.sides{display:flex;flex-wrap:wrap;gap:8px 48px;align-items:flex-start}.slim{width:auto}.slim .power{width:120px}.matrix{min-width:0}.matrix thead th::first-letter{text-transform:none}
.line{fill:none;stroke:var(--data);stroke-width:1.5}.equal{stroke:var(--text-2);stroke-dasharray:3 3}.band{fill:var(--soft)}
@media (min-width:1000px){.warnings{columns:2;column-gap:48px}.warnings li{break-inside:avoid}}
@media print{main{padding:0}li,tr{break-inside:avoid}}
`
