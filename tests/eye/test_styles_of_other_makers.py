# ruff: noqa: E501 - markup stands on the lines its author would have given it
"""Screens as the well-known tool kits and page makers of two decades build them."""

from __future__ import annotations

import pytest

from tests.eye.conftest import Look

MODAL = "<div style='position:fixed;inset:0;background:#0008;z-index:10'></div><div style='position:fixed;z-index:11;left:300px;top:60px;width:520px;background:#fff;padding:12px'>{}</div>"
BEHIND = "<p>新しいパスワード <input type=password></p><button>保存</button>"

PAGES: dict[str, tuple[str, str, set[str]]] = {
    "floating labels behind their box in the source": (
        "webmail-login",
        """<style>.f{position:relative;margin:14px 0}.f input{height:34px;width:260px}.f label{position:absolute;left:8px;top:-9px;font-size:11px;background:#fff}</style>
        <a href=#>ログイン</a> <a href=#>新規登録</a><form><div class=f><input id=a data-is=address><label for=a>メールアドレス</label></div>
        <div class=f><input type=password id=b data-is=password><label for=b>パスワード</label><button type=button>表示</button></div>
        <button data-is=sign-in style="width:260px">ログイン</button></form>""",
        {"address", "password", "sign-in"},
    ),
    "lines of text and a picture that sends": (
        "admin-login",
        """<center><font size=5>管理者ログイン</font><form>ユーザー名：<input data-is=user-name><br>パスワード：<input type=password data-is=password><br>
        <input type=image title=ログイン style="width:80px;height:24px;background:#ccc" data-is=sign-in></form></center>""",
        {"user-name", "password", "sign-in"},
    ),
    "a frameset of rows and columns": (
        "admin-login",
        """<iframe style="width:900px;height:90px" srcdoc="<p>ログイン画面</p><a href=#>ログイン</a>"></iframe><iframe style="width:900px;height:400px"
        srcdoc="<table><tr><td>ユーザID<td><input data-is=user-name><tr><td>パスワード<td><input type=password data-is=password><tr><td><td>
        <input type=submit value=ログイン data-is=sign-in></table>"></iframe>""",
        {"user-name", "password", "sign-in"},
    ),
    "a dialog of jQuery UI with its buttons outside the form": (
        "change-password-dialog",
        BEHIND
        + MODAL.format(
            """<div><span>パスワードの変更</span><button title=閉じる>×</button></div><form><label>既存のパスワード</label><br><input type=password data-is=existing-password><br>
            <label>新しいパスワード</label><br><input type=password data-is=new-password><br><label>新しいパスワードの再入力</label><br>
            <input type=password data-is=confirm-password></form><div><button data-is=save><span>保存</span></button><button><span>キャンセル</span></button></div>"""
        ),
        {"existing-password", "new-password", "confirm-password", "save"},
    ),
    "the browser's own dialog": (
        "change-password-dialog",
        BEHIND
        + """<dialog id=d><p>Current password <input type=password data-is=existing-password></p><p>New password <input type=password data-is=new-password></p>
        <p>Confirm new password <input type=password data-is=confirm-password></p><button data-is=save>Save</button></dialog><script>d.showModal()</script>""",
        {"existing-password", "new-password", "confirm-password", "save"},
    ),
    "captions as pictures whose words appear under the mouse": (
        "admin-login",
        """<form><div><span title=ユーザー名><svg width=18 height=18></svg></span><input data-is=user-name></div>
        <div><span title=パスワード><svg width=18 height=18></svg></span><input type=password data-is=password></div><button data-is=sign-in>サインイン</button></form>""",
        {"user-name", "password", "sign-in"},
    ),
    "an address in two boxes with the caption at the right": (
        "webmail-login",
        """<table><tr><td><input data-is=address></td><td>@ <input readonly value=example.jp></td><td>メールアドレス</td></tr>
        <tr><td><input type=password data-is=password></td><td></td><td>パスワード</td></tr></table><button data-is=sign-in>ログイン</button>""",
        {"address", "password", "sign-in"},
    ),
    "a Save that is painted as a button and nothing else": (
        "user-properties",
        """<div>新しいパスワード <input type=password data-is=new-password></div><div>パスワード（確認） <input type=password data-is=confirm-password></div>
        <div style="display:flex"><div style="padding:9px 22px;border-radius:8px;background:#ccc">キャンセル</div>
        <div style="padding:9px 22px;border-radius:8px;background:#37f" data-is=save>変更を保存</div></div>""",
        {"new-password", "confirm-password", "save"},
    ),
    "a newsletter that asks for an address as well": (
        "webmail-login",
        """<style>i{display:block;height:15px}</style><form style="float:right"><h4>メールマガジン</h4>メールアドレス <input> <button>登録</button></form>
        <form><h3>Webメール ログイン</h3><i title=会員メールアドレス></i><input data-is=address><i title=会員パスワード></i><input type=password data-is=password>
        <p><button data-is=sign-in>ログイン</button></p></form>""",
        {"address", "password", "sign-in"},
    ),
    "two sign-ins side by side, the administrator's at the right": (
        "admin-login",
        """<style>.c{float:left;width:380px;margin:8px}h4{margin:0 0 6px}</style><div class=c><h4>メールを読む方はこちら</h4><form><input placeholder=メールアドレス>
        <input type=password placeholder=パスワード><button>ウェブメールへ</button></form></div><div class=c><h4>管理者ログイン</h4><form>
        <input placeholder="管理者ID（例：root@example.jp）" data-is=user-name><input type=password placeholder=パスワード data-is=password>
        <button data-is=sign-in>管理画面へ</button></form></div>""",
        {"user-name", "password", "sign-in"},
    ),
    "small print behind a caption": (
        "admin-login",
        """<table><tr><td><input data-is=user-name></td><td>Administrator name <small>(full address)</small></td></tr>
        <tr><td><input type=password data-is=password></td><td>Password <small>case sensitive</small></td></tr></table><button data-is=sign-in>Log on</button>""",
        {"user-name", "password", "sign-in"},
    ),
    "a section that folds, a Save that is a round picture": (
        "user-properties",
        """<div style="cursor:pointer">▾ パスワード変更</div><div>新しいパスワード <input type=password data-is=new-password></div><div>パスワード（確認）
        <input type=password data-is=confirm-password></div><div title=元に戻す style="cursor:pointer;width:50px;height:50px"><svg></svg></div>
        <div title=保存 data-is=save style="cursor:pointer;width:50px;height:50px"><svg></svg></div>""",
        {"new-password", "confirm-password", "save"},
    ),
    "an open drawer with folders, actions and what they hold": (
        "webmail",
        """<ul style="list-style:none"><li><a href=#>受信トレイ</a></li><li><a href=#>送信済み</a></li><li><button aria-expanded=true data-is=action-menu>アクション ▲</button>
        <ul style="list-style:none"><li><a href=#>すべて既読にする</a></li><li><a href=# data-is=change-password-entry>パスワードの変更</a></li></ul></li></ul>""",
        {"action-menu", "change-password-entry"},
    ),
    "a search whose button comes first": (
        "user-list",
        """<input type=submit value=ユーザ検索> <input data-is=search> ｜ 移動先部署 <input size=10> <input type=submit value=移動>
        <table><tr><th>ユーザー名</th></tr><tr><td><a href=#a>abc</a></td></tr><tr><td><a href=#b>sato</a></td></tr></table><a href=#>次の手順へ</a>""",
        {"search"},
    ),
    "eyes, meters and hints around each box": (
        "change-password-dialog",
        """<style>.r{margin:12px 0}.n{font-size:11px;color:#777}</style><h3>パスワードを変更</h3>
        <div class=r><div>現在のパスワード</div><input type=password data-is=existing-password> <button type=button>表示</button><div class=n>いまお使いのもの</div></div>
        <div class=r><div>新しいパスワード</div><input type=password data-is=new-password> <button type=button>表示</button><div class=n>強度：弱い</div></div>
        <div class=r><div>新しいパスワード（確認）</div><input type=password data-is=confirm-password> <button type=button>表示</button><div class=n>パスワードが一致すると保存できます</div></div>
        <button data-is=save>変更を保存</button>""",
        {"existing-password", "new-password", "confirm-password", "save"},
    ),
    "three boxes in one line": (
        "change-password-dialog",
        """<p>旧パスワード <input type=password size=10 data-is=existing-password> 新パスワード <input type=password size=10 data-is=new-password>
        確認 <input type=password size=10 data-is=confirm-password> <input type=submit value=変更 data-is=save></p>""",
        {"existing-password", "new-password", "confirm-password", "save"},
    ),
    "one row of titles and one of boxes": (
        "change-password-dialog",
        """<h2>パスワードの変更</h2><table border=1><tr><th>既存</th><th>新規</th><th>確認</th></tr><tr><td><input type=password data-is=existing-password></td>
        <td><input type=password data-is=new-password></td><td><input type=password data-is=confirm-password></td></tr></table><input type=button value=保存 data-is=save>""",
        {"existing-password", "new-password", "confirm-password", "save"},
    ),
    "another password with a section and a button of its own": (
        "user-properties",
        """<fieldset><legend>POP3 接続用パスワード</legend><p>新しいパスワード <input type=password></p><p>パスワード(確認) <input type=password></p><button>保存</button></fieldset>
        <fieldset><legend>パスワード変更</legend><p>新しいパスワード <input type=password data-is=new-password></p><p>パスワード(確認) <input type=password data-is=confirm-password></p>
        <button data-is=save>保存</button></fieldset>""",
        {"new-password", "confirm-password", "save"},
    ),
    "two cards side by side, each with its button": (
        "user-properties",
        """<div style="display:flex;gap:20px"><div style="border:1px solid;padding:10px;width:380px"><h3>プロフィール</h3><p>氏名 <input></p><p>転送先 <input></p><button>Save</button></div>
        <div style="border:1px solid;padding:10px;width:380px"><h3>Change Password</h3><p>New password<br><input type=password data-is=new-password></p>
        <p>Confirm password<br><input type=password data-is=confirm-password></p><button data-is=save>Save</button></div></div>""",
        {"new-password", "confirm-password", "save"},
    ),
    "one bar of buttons above, sections below": (
        "user-properties",
        """<div style="position:sticky;top:0;background:#eee"><a href=# data-is=save>保存</a> <a href=#>削除</a> <a href=#>戻る</a></div><h3>基本</h3><p>氏名 <input></p>
        <h3>パスワード変更</h3><p>新しいパスワード <input type=password data-is=new-password></p><p>パスワード(確認) <input type=password data-is=confirm-password></p><h3>転送</h3><p>転送先 <input></p>""",
        {"new-password", "confirm-password", "save"},
    ),
    "pictures alone, named when one points at them": (
        "webmail",
        """<style>.i{display:inline-block;width:24px;height:24px;background:#9ab;margin:4px}</style><div><a href=# class=i title=新規></a><a href=# class=i title=返信></a>
        <a href=# class=i title=アクション data-is=action-menu></a><a href=# class=i title=管理 data-is=admin-link></a></div>""",
        {"action-menu", "admin-link"},
    ),
    "tabs for mail, addresses and administration": (
        "webmail",
        """<ul style="display:flex;list-style:none;gap:16px"><li><a href=#>メール</a></li><li><a href=#>アドレス帳</a></li><li><a href=# data-is=admin-link>管理</a></li></ul>
        <div><button>返信</button><button data-is=action-menu>アクション <span>▾</span></button><button>フォルダの管理</button></div>""",
        {"action-menu", "admin-link"},
    ),
    "tiles and a menu that lead to the same place": (
        "admin-console",
        """<div style="float:left;width:200px"><a href=users.aspx data-is=user-management>ユーザー管理</a><br><a href=d.aspx>ドメイン設定</a><br><a href=a.aspx>エイリアス</a></div>
        <div style="margin-left:260px"><a href=users.aspx style="display:inline-block;padding:30px;border:1px solid">ユーザー管理</a></div>""",
        {"user-management"},
    ),
    "a menu of bare items with keys, one of them greyed": (
        "webmail",
        """<style>#m{display:flex;list-style:none;padding:0}#m>li{position:relative;padding:8px 14px}#m ul{position:absolute;left:0;top:100%;width:220px;list-style:none;padding:4px;z-index:5;background:#fff}
        kbd{float:right}.x{color:#bbb}</style><ul id=m><li>新規(N)</li><li>返信(R)</li><li data-is=action-menu>アクション(A)<ul><li>既読にする<kbd>Ctrl+Q</kbd></li><li class=x>管理画面を開く</li>
        <li>不在通知の設定...</li><li data-is=change-password-entry>パスワードの変更(P)...<kbd>F9</kbd></li></ul></li><li>ヘルプ(H)</li></ul>""",
        {"action-menu", "change-password-entry"},
    ),
    "the administrator's link under the folders, with a title of its own": (
        "webmail",
        """<style>a{display:block;padding:6px}</style><div><b>フォルダ</b><a href=#1>受信箱（5）</a><a href=#2>送信箱</a><a href=#3>下書き</a><a href=#4>ゴミ箱</a>
        <b>メニュー</b><a href=#5>アドレス帳</a><a href=#6>環境設定</a><a href=#7 data-is=admin-link>Ｗｅｂ管理</a></div>""",
        {"admin-link"},
    ),
    "a Save that stays greyed until something is typed, and a list of people behind": (
        "user-properties",
        """<style>.b:disabled{opacity:.5;pointer-events:none}</style><h2>ユーザー管理</h2><p>abc <button>パスワードの変更</button></p><p>abcd <button>パスワードの変更</button></p>"""
        + MODAL.format(
            """<h3>ユーザーのプロパティ</h3><form id=f><p><label>新しいパスワード: <input type=password data-is=new-password></label></p>
            <p><label>パスワード(確認): <input type=password data-is=confirm-password></label></p></form><p><button form=f class=b disabled data-is=save>Save</button> <button>閉じる</button></p>"""
        ),
        {"new-password", "confirm-password", "save"},
    ),
    "a list in two tables side by side over one pager": (
        "user-list",
        """<div style="display:flex"><table style="width:130px"><tr><th>User ID</th></tr><tr><td><a href=#a>abc</a></td></tr><tr><td><a href=#b>abcd</a></td></tr></table>
        <table style="width:400px"><tr><th>Full Name</th></tr><tr><td>田中 太郎</td></tr><tr><td>佐藤 花子</td></tr></table></div>
        <p><span>Previous</span> <b>1</b> <a href=#2>2</a> <a href=#3>3</a> <input type=button value=Next data-is=next-page></p>""",
        {"next-page"},
    ),
    "an accordion whose heads stand over the folders": (
        "webmail",
        """<style>#a,#a ul{list-style:none;padding:0;width:210px}#a div,#a ul li{padding:8px;cursor:pointer}#a div{font-weight:bold}</style><ul id=a>
        <li><div>▾ メール</div><ul><li>受信箱 (3)</li><li>送信済み</li><li>ごみ箱</li></ul></li><li><div data-is=action-menu>▾ アクション</div><ul><li>新着の確認</li>
        <li data-is=change-password-entry>パスワードの変更</li></ul></li><li><div>▸ 予定表</div></li><li><div data-is=admin-link>管理</div></li></ul>""",
        {"action-menu", "change-password-entry", "admin-link"},
    ),
    "a folder of that name in a list of folders": (
        "webmail",
        """<style>li{cursor:pointer}</style><ul><li>受信箱</li><li>送信済み</li><li>ごみ箱</li><li>アクション</li></ul>""",
        set(),
    ),
    "bare rows with a picture's cell and accelerators": (
        "webmail",
        """<table><tr><td></td><td>送受信(S)</td></tr><tr data-is=change-password-entry><td>✎</td><td>パスワードの変更(P)...</td></tr><tr><td></td><td>転送設定(T)...</td></tr><tr><td></td><td>整理(O)</td></tr></table>""",
        {"change-password-entry"},
    ),
    "a link with a badge": (
        "webmail",
        """<style>.g{background:#c33;color:#fff;font-size:10px;border-radius:6px;padding:1px 4px}</style><a href=#1>メール</a> <a href=#2>カレンダー</a>
        <a href=#3 data-is=admin-link>管理 <span class=g>新着</span></a> <button data-is=action-menu>アクション <span class=g>NEW</span></button>""",
        {"admin-link", "action-menu"},
    ),
    "the portal's search over a list that has none": (
        "user-list",
        """<input placeholder=サイト内を検索> <input type=submit value=検索><h2>ユーザー一覧</h2><table width=600><tr><th>ユーザー名</th></tr><tr><td><a href=#a>abc</a></td></tr>
        <tr><td><a href=#b>sato</a></td></tr></table><a href=#>≪ 前ページ（A～D）</a> <a href=# data-is=next-page>次ページ（I～N） ≫</a>""",
        {"next-page"},
    ),
    "links under the form, a greyed Save in the bar above": (
        "user-properties",
        """<p><input type=submit value=新規 disabled> <input type=submit value=保存 disabled> <input type=submit value=削除></p><table><tr><th>氏名<td><input></tr>
        <tr><th>新しいパスワード<td><input type=password data-is=new-password></tr><tr><th>パスワードの確認入力<td><input type=password data-is=confirm-password></tr>
        <tr><td colspan=2><a href=# data-is=save>更新</a> <a href=#>キャンセル</a></tr></table>""",
        {"new-password", "confirm-password", "save"},
    ),
    "a tree of roles": (
        "admin-console",
        """<div role=tree><div role=treeitem>ドメイン</div><div role=treeitem data-is=user-management>ユーザー管理</div><div role=treeitem>ユーザー管理者</div></div>""",
        {"user-management"},
    ),
}


@pytest.mark.parametrize(("screen", "html", "parts"), PAGES.values(), ids=PAGES)
def test_the_parts_are_found_on(look: Look, screen: str, html: str, parts: set[str]) -> None:
    seen = look(screen, html)
    assert seen.right == parts, seen.others
    assert not seen.others
