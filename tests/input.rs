//! Paths → documents: whatever lies there, each thing seen is a document or skipped with its reason, and nothing hangs.

#[path = "../examples/shared/input.rs"]
#[expect(dead_code, reason = "dates come with lines only")]
mod input;
#[path = "support/reading.rs"]
mod reading;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use input::file::MAX_BYTES;
use input::{Fields, InputError};
use proptest::prelude::*;
use reading::Reading;
use tempfile::TempDir;
use unspin::{DocId, Texts};

const GERMAN: &str =
    "Der Fluß fließt langsam über die grünen Wiesen, und die Füchse hören ihn schon von weitem rauschen.";
const RUSSIAN: &str =
    "Лиса перешла реку по старому мосту и скрылась в лесу, где её уже давно никто не искал.";

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder can be made")
}

fn put(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
    fs::write(&path, bytes).expect("the file can be written");
    path
}

fn read(paths: &[PathBuf]) -> Result<Reading, InputError> {
    reading::read(paths, &Fields::default(), None)
}

fn ids(read: &Reading) -> Vec<&str> {
    read.documents.ids().collect()
}

/// What was skipped as `path: reason`, the path without that of the folder.
fn skips(read: &Reading, root: &Path) -> Vec<String> {
    let root = format!("{}/", root.display());
    read.skipped
        .iter()
        .map(|skipped| format!("{}: {}", skipped.path, skipped.reason).replace(&root, ""))
        .collect()
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once('\u{feff}')
        .chain(text.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(order)
        .collect()
}

fn encoded(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
    let (bytes, _, lossy) = encoding.encode(text);
    assert!(!lossy, "{} has all the letters", encoding.name());
    bytes.into_owned()
}

fn noise(len: usize) -> Vec<u8> {
    let mut state = 7_u64;
    let next = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56).to_le_bytes()[0]
    });
    next.take(len).collect()
}

/// The text and the guessed encoding, or the reason for which there is no text.
type Decoded = Result<(&'static str, Option<&'static str>), &'static str>;

#[test]
fn a_file_is_decoded_by_its_bytes_alone() {
    const STRAY_NUL: &str = "A scraped page keeps a stray \0 now and then.";
    let without_nul: Vec<u8> = noise(4096).into_iter().filter(|&byte| byte != 0).collect();
    let cases: &[(&str, Vec<u8>, Decoded)] = &[
        ("ascii", b"A fox.".to_vec(), Ok(("A fox.", None))),
        ("empty", Vec::new(), Ok(("", None))),
        ("utf-8", GERMAN.into(), Ok((GERMAN, None))),
        ("utf-8 with mark", [b"\xef\xbb\xbf", GERMAN.as_bytes()].concat(), Ok((GERMAN, None))),
        ("mark alone", b"\xef\xbb\xbf".to_vec(), Ok(("", None))),
        ("broken utf-8 with mark", b"\xef\xbb\xbfFlu\xdf".to_vec(), Err("not valid UTF-8")),
        ("utf-16 little", utf16(RUSSIAN, u16::to_le_bytes), Ok((RUSSIAN, None))),
        ("utf-16 big", utf16(RUSSIAN, u16::to_be_bytes), Ok((RUSSIAN, None))),
        ("utf-16 cut", b"\xff\xfea\0b".to_vec(), Err("not valid UTF-16LE")),
        ("utf-16 half pair", b"\xff\xfe\x00\xd8a\0".to_vec(), Err("not valid UTF-16LE")),
        ("utf-16 without mark", b"a\0 \0f\0o\0x\0".to_vec(), Err("binary, not text")),
        ("russian", encoded(RUSSIAN, encoding_rs::WINDOWS_1251), Ok((RUSSIAN, Some("windows-1251")))),
        ("koi8", encoded(RUSSIAN, encoding_rs::KOI8_U), Ok((RUSSIAN, Some("KOI8-U")))),
        ("german", encoded(GERMAN, encoding_rs::WINDOWS_1252), Ok((GERMAN, Some("windows-1252")))),
        ("one nul", b"A scraped page keeps a stray \0 now and then.".to_vec(), Ok((STRAY_NUL, None))),
        ("deleted", b"\x7f\x7f\x7f fox".to_vec(), Err("binary, not text")),
        ("noise", noise(4096), Err("binary, not text")),
        ("noise without nul", without_nul, Err("binary, not text")),
        ("control characters", b"\x01\x02\x03 fox \x7f\x1b".to_vec(), Err("binary, not text")),
        ("lines and tabs", b"\ta\r\n\tb\r\n\x0c\tc\r\n".to_vec(), Ok(("\ta\r\n\tb\r\n\x0c\tc\r\n", None))),
    ];
    for (name, bytes, expected) in cases {
        let folder = folder();
        put(&folder, "case.txt", bytes);
        let read = read(&[folder.path().to_owned()]).expect("the folder can be read");
        let text = read.texts.first().map(String::as_str);
        let encoding = read.guessed.first().map(|guess| guess.encoding);
        let reason = read.skipped.first().map(|skipped| skipped.reason.to_string());
        match expected {
            Ok((expected, guess)) => {
                assert_eq!((text, encoding), (Some(*expected), *guess), "{name}: {reason:?}");
            }
            Err(expected) => assert_eq!((text, reason.as_deref()), (None, Some(*expected)), "{name}"),
        }
    }
}

#[test]
fn a_folder_gives_its_texts_by_path_and_names_the_rest() {
    let folder = folder();
    for name in
        ["b.txt", "a.md", "a/z.TXT", "a/deep/er.txt", ".hidden/.x.txt", "ignored.txt", "odd\\name.txt"]
    {
        put(&folder, name, name);
    }
    put(&folder, "empty.txt", "");
    put(&folder, "page.html", "<p>A fox.");
    put(&folder, "README", "A fox.");
    put(&folder, ".gitignore", "ignored.txt\n");
    put(&folder, ".ignore", "*\n");
    let read = read(&[folder.path().to_owned()]).expect("the folder can be read");
    let expected =
        [".hidden/.x.txt", "a/deep/er.txt", "a/z.TXT", "a.md", "b.txt", "empty.txt", "ignored.txt"];
    assert_eq!(ids(&read), [&expected[..], &["odd\\\\name.txt"]].concat());
    let expected =
        [".gitignore", ".ignore", "README", "page.html"].map(|name| format!("{name}: not .txt or .md"));
    assert_eq!(skips(&read, folder.path()), expected);
}

#[cfg(unix)]
#[test]
fn pipes_links_sockets_and_odd_names_are_named_and_never_opened() {
    use std::ffi::OsStr;
    use std::os::unix::{ffi::OsStrExt, fs::symlink, net::UnixListener};
    let folder = folder();
    let root = folder.path();
    put(&folder, "fox.txt", "A fox.");
    make_pipe(&root.join("pipe.txt"));
    let _socket = UnixListener::bind(root.join("socket.txt")).expect("a socket can be made");
    symlink(root, root.join("loop")).expect("a link can be made");
    symlink(root.join("fox.txt"), root.join("link.txt")).expect("a link can be made");
    symlink(root.join("gone"), root.join("dangling.txt")).expect("a link can be made");
    fs::write(root.join(OsStr::from_bytes(b"\xff\x1b\xe9.txt")), "A name.").expect("the name is possible");
    let read = read(&[root.to_owned()]).expect("the folder can be read");
    assert_eq!(ids(&read), ["fox.txt", "\\xff\u{1b}\\xe9.txt"]);
    let link = "a symbolic link, not followed";
    let expected = [
        format!("dangling.txt: {link}"),
        format!("link.txt: {link}"),
        format!("loop: {link}"),
        "pipe.txt: a named pipe, not a file".to_owned(),
        "socket.txt: a socket, not a file".to_owned(),
    ];
    assert_eq!(skips(&read, root), expected);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let closed = put(&folder, "closed.txt", "A fox.");
    put(&folder, "shut/fox.txt", "A fox.");
    let shut = folder.path().join("shut");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("our own file");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).expect("our own folder");
    let is_root = File::open(&closed).is_ok();
    let outcome = read(&[folder.path().to_owned()]);
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o700)).expect("our own folder");
    let read = outcome.expect("the folder itself can be read");
    let skips = skips(&read, folder.path());
    if is_root {
        assert_eq!(ids(&read), ["closed.txt", "shut/fox.txt"], "nothing is closed to root");
    } else {
        assert_eq!(skips.len(), 2, "{skips:?}");
        assert!(skips[0].starts_with("closed.txt: cannot be read: Permission denied"), "{skips:?}");
        assert!(skips[1].starts_with("shut: cannot be read: Permission denied"), "{skips:?}");
    }
}

#[test]
fn a_path_without_documents_to_read_is_an_error_that_names_it() {
    let folder = folder();
    let gone = folder.path().join("gone");
    let not_packed = put(&folder, "fox.jsonl.gz", "A fox is not packed.");
    let cases = [
        (gone.clone(), "No such file"),
        (gone.with_extension("jsonl"), "No such file"),
        (not_packed, "invalid gzip header"),
        #[cfg(unix)]
        (PathBuf::from("/dev/null"), "a device, not a file"),
    ];
    for (path, reason) in cases {
        let error = read(std::slice::from_ref(&path)).expect_err("nothing to read").to_string();
        assert!(error.contains(reason) && error.starts_with(&path.display().to_string()), "{error}");
    }
}

#[test]
fn a_file_over_the_limit_is_skipped_and_one_at_the_limit_is_not() {
    let folder = folder();
    let over = File::create(folder.path().join("over.txt")).expect("a file can be made");
    over.set_len(MAX_BYTES + 1).expect("the file is sparse");
    put(&folder, "at.txt", vec![b'a'; usize::try_from(MAX_BYTES).expect("64 MiB")]);
    let read = read(&[folder.path().to_owned()]).expect("the folder can be read");
    assert_eq!(
        (ids(&read), skips(&read, folder.path())),
        (vec!["at.txt"], vec!["over.txt: larger than 64 MiB".into()])
    );
}

#[test]
fn folders_as_deep_as_the_system_permits_are_walked() {
    let folder = folder();
    let mut path = folder.path().to_owned();
    let mut depth = 0;
    while path.as_os_str().len() < 4000 && fs::create_dir(path.join("d")).is_ok() {
        path.push("d");
        depth += 1;
    }
    assert!(depth > 1000, "only {depth} deep");
    fs::write(path.join("fox.txt"), "A fox.").expect("the path is short enough");
    let read = read(&[folder.path().to_owned()]).expect("the folder can be read");
    assert_eq!(ids(&read), [format!("{}fox.txt", "d/".repeat(depth))]);
}

/// Reads a folder with `changed.txt` and `kept.txt`, where `change` strikes after the walk and before the reading.
fn read_amid(change: impl Fn(&Path) + Sync) -> Vec<String> {
    let folder = folder();
    let lines = put(&folder, "first.jsonl", "{\"text\":\"A fox.\"}");
    let changed = put(&folder, "folder/changed.txt", "A fox.");
    put(&folder, "folder/kept.txt", "A fox.");
    let inner = folder.path().join("folder");
    // The reading of the first line is told once all folders are walked, and before their files are opened.
    let strike = |_, _| {
        if changed.metadata().is_ok_and(|metadata| metadata.is_file()) {
            change(&changed);
        }
    };
    let read =
        reading::read(&[lines, inner.clone()], &Fields::default(), Some(&strike)).expect("both can be read");
    assert_eq!((read.seen, read.documents.len(), read.skipped.len()), (3, 2, 1));
    skips(&read, &inner)
}

#[test]
fn a_file_that_vanishes_during_the_reading_is_named() {
    let skips = read_amid(|path| fs::remove_file(path).expect("our own file"));
    assert!(skips[0].starts_with("changed.txt: cannot be read: No such file"), "{skips:?}");
}

#[cfg(unix)]
#[test]
fn a_file_that_becomes_a_pipe_during_the_reading_is_not_waited_for() {
    let skips = read_amid(|path| {
        fs::remove_file(path).expect("our own file");
        make_pipe(path);
    });
    assert_eq!(skips, ["changed.txt: a named pipe, not a file"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_becomes_a_link_during_the_reading_is_not_followed() {
    let skips = read_amid(|path| {
        fs::remove_file(path).expect("our own file");
        std::os::unix::fs::symlink("/dev/null", path).expect("a link can be made");
    });
    // What it leads to was not opened: that would be a device.
    assert!(skips[0].starts_with("changed.txt: cannot be read: "), "{skips:?}");
}

#[cfg(unix)]
fn make_pipe(path: &Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status();
    assert!(made.expect("mkfifo is there").success());
}

#[test]
fn a_file_that_was_changed_since_is_not_read_again_but_named() {
    type Change = fn(&Path);
    let lines = "{\"text\":\"A fox.\"}\n{\"text\":\"A hen.\"}\n";
    let changes: [(&str, Change); 3] = [
        ("grown", |path| {
            let text = [&fs::read(path).expect("our own file")[..], b" "].concat();
            fs::write(path, text).expect("our own file");
        }),
        ("cut", |path| fs::write(path, "").expect("our own file")),
        ("touched", |path| {
            let file = File::options().write(true).open(path).expect("our own file");
            file.set_modified(std::time::UNIX_EPOCH).expect("its time can be set");
        }),
    ];
    for (name, change) in changes {
        let folder = folder();
        let paths = [put(&folder, "hen.txt", "A hen."), put(&folder, "lines.jsonl", lines)];
        let read = read(&paths).expect("both can be read");
        for (at, path) in [(0, &paths[0]), (2, &paths[1])] {
            change(path);
            let error =
                read.documents.text(DocId::new(at).expect("a small number")).expect_err(name).to_string();
            assert_eq!(error, format!("{}: changed while it was scanned", path.display()), "{name}");
        }
    }
}

#[test]
fn packed_lines_are_read_again_whatever_becomes_of_the_file() {
    let folder = folder();
    let packed = zstd::encode_all(&b"{\"text\":\"A fox.\"}\n{\"text\":\"A hen.\"}\n"[..], 0)
        .expect("it can be packed");
    let path = put(&folder, "lines.jsonl.zst", packed);
    let read = read(std::slice::from_ref(&path)).expect("it can be read");
    fs::remove_file(&path).expect("our own file");
    let text = read.documents.text(DocId::new(1).expect("a small number")).expect("it was unpacked");
    assert_eq!(text, "A hen.");
}

#[test]
fn ids_of_several_paths_stay_apart() {
    let folder = folder();
    put(&folder, "left/fox.txt", "A fox.");
    put(&folder, "left/hen.txt", "A hen.");
    put(&folder, "right/fox.txt", "A fox.");
    let single = put(&folder, "single.txt", "A hen.");
    let lines = put(
        &folder,
        "lines.jsonl",
        "{\"id\":\"fox.txt\",\"text\":\"A\"}\n{\"text\":\"B\"}\n{\"id\":7,\"text\":\"C\"}",
    );
    let [left, right] = ["left", "right"].map(|name| folder.path().join(name));
    let root = folder.path().display();
    let cases: &[(&[&PathBuf], &[&str], usize)] = &[
        (&[&left], &["fox.txt", "hen.txt"], 0),
        (&[&left, &single], &["fox.txt", "hen.txt", "{root}/single.txt"], 0),
        (&[&left, &right], &["{root}/left/fox.txt", "{root}/left/hen.txt", "{root}/right/fox.txt"], 0),
        (&[&lines], &["fox.txt", "{root}/lines.jsonl:2", "7"], 0),
        (
            &[&right, &lines],
            &[
                "{root}/right/fox.txt",
                "{root}/lines.jsonl:fox.txt",
                "{root}/lines.jsonl:2",
                "{root}/lines.jsonl:7",
            ],
            0,
        ),
        (&[&right, &right], &["{root}/right/fox.txt"], 1),
        (&[&single, &single], &["{root}/single.txt"], 1),
    ];
    for (paths, expected, skipped) in cases {
        let paths: Vec<PathBuf> = paths.iter().map(|&path| path.clone()).collect();
        let read = read(&paths).expect("all can be read");
        let expected: Vec<_> = expected.iter().map(|id| id.replace("{root}", &root.to_string())).collect();
        assert_eq!(
            (ids(&read), read.skipped.len()),
            (expected.iter().map(String::as_str).collect(), *skipped)
        );
    }
}

#[test]
fn progress_reaches_the_whole() {
    let folder = folder();
    put(&folder, "texts/fox.txt", "A fox.");
    let lines = put(&folder, "lines.jsonl", "{\"text\":\"A hen.\"}\n".repeat(1000));
    let most = AtomicU64::new(0);
    let watch = |done, total| {
        assert!(done <= total);
        most.fetch_max(done, Ordering::Relaxed);
    };
    reading::read(&[folder.path().join("texts"), lines], &Fields::default(), Some(&watch))
        .expect("both can be read");
    assert_eq!(most.into_inner(), 6 + 18 * 1000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_are_accounted_for(contents in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..64), 0..6)) {
        let folder = folder();
        for (i, content) in contents.iter().enumerate() {
            put(&folder, &format!("{i}.txt"), content);
        }
        let lines = put(&folder, "lines.jsonl", contents.join(&b'\n'));
        let texts = read(&[folder.path().to_owned()]).expect("the folder can be read");
        prop_assert_eq!(texts.seen, contents.len() + 1);
        let not_blank = |line: &&[u8]| !line.trim_ascii().is_empty();
        let joined = contents.join(&b'\n');
        let expected = joined.split(|&byte| byte == b'\n').filter(not_blank).count();
        prop_assert_eq!(read(&[lines]).expect("the file can be read").seen, expected);
    }
}
