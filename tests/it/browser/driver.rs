//! Chromium, driven by its own driver over the few calls of WebDriver that the tests need.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use base64::Engine as _;
use serde_json::{Value, json};

use super::value;

/// A running driver.
pub(super) struct Browser {
    child: Child,
    port: u16,
    binary: PathBuf,
    folder: tempfile::TempDir,
    /// What it goes on to say is read by nobody, but has to have somewhere to go.
    _said: BufReader<ChildStdout>,
}

/// A window of the browser, closed when it is dropped.
pub(super) struct Window<'a> {
    browser: &'a Browser,
    session: String,
}

#[expect(clippy::disallowed_methods, reason = "a test asks for the machine, not for the program")]
fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let places: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().flat_map(|name| places.iter().map(move |place| place.join(name))).find(|file| file.is_file())
}

#[expect(clippy::disallowed_methods, reason = "a test asks for the machine, not for the program")]
fn on_ci() -> bool {
    std::env::var_os("CI").is_some()
}

impl Browser {
    /// Starts the driver; nothing where there is no browser, which is a fault on CI only.
    #[expect(clippy::print_stderr, reason = "what was not tried is said")]
    pub(super) fn start() -> Option<Self> {
        let found = on_path(&["chromedriver"]).zip(on_path(&["chromium", "chromium-browser", "google-chrome"]));
        let Some((driver, binary)) = found else {
            assert!(!(on_ci() && cfg!(target_os = "linux")), "no Chromium with its driver; `.ci/run` installs them");
            eprintln!("not tried: Chromium or its driver is missing");
            return None;
        };
        let folder = tempfile::tempdir().expect("a folder for the browser");
        let mut command = Command::new(driver);
        command.arg("--port=0").env("HOME", folder.path()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the driver starts");
        let mut said = BufReader::new(child.stdout.take().expect("its output"));
        let started =
            |line: &str| line.rsplit_once("successfully on port ")?.1.trim().trim_end_matches('.').parse().ok();
        let mut line = String::new();
        let port = loop {
            assert!(said.read_line(&mut line).expect("what it says") > 0, "the driver says no port");
            if let Some(port) = started(&line) {
                break port;
            }
            line.clear();
        };
        Some(Self { child, port, binary, folder, _said: said })
    }

    /// A window whose downloads go to a folder.
    pub(super) fn window(&self, downloads: &Path) -> Window<'_> {
        self.session(downloads, &json!({}))
    }

    /// A window that runs no scripts.
    pub(super) fn without_scripts(&self, downloads: &Path) -> Window<'_> {
        self.session(downloads, &json!({"profile.managed_default_content_settings.javascript": 2}))
    }

    fn session(&self, downloads: &Path, preferences: &Value) -> Window<'_> {
        let profile = tempfile::Builder::new().tempdir_in(self.folder.path()).expect("a profile").keep();
        let profile = format!("--user-data-dir={}", profile.display());
        let args = json!([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900",
            profile
        ]);
        let options = json!({"binary": self.binary, "args": args, "prefs": preferences});
        let wanted = json!({"capabilities": {"alwaysMatch": {"browserName": "chrome", "timeouts": {"script": 300_000},
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}}});
        let made = value(&self.call("POST", "/session", &wanted));
        let session = made["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {made}")).to_owned();
        let window = Window { browser: self, session };
        let behaviour = json!({"behavior": "allow", "downloadPath": downloads});
        window.devtools("Browser.setDownloadBehavior", &behaviour);
        window
    }

    /// One call: what is sent and what comes back is JSON.
    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the driver listens");
        stream.set_read_timeout(Some(Duration::from_secs(400))).expect("a limit");
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n",
            self.port
        );
        stream.write_all((head + &body).as_bytes()).expect("sent");
        let mut reader = BufReader::new(stream);
        let (mut line, mut length) = (String::new(), 0);
        while reader.read_line(&mut line).expect("a line") > 2 {
            if let Some((name, number)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = number.trim().parse().expect("a length");
            }
            line.clear();
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer).expect("an answer");
        serde_json::from_slice(&answer).expect("JSON")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        // Where a test fails, the driver may be gone already.
        if !std::thread::panicking() {
            let _ = self.call("DELETE", "", &Value::Null);
        }
    }
}

impl Window<'_> {
    #[track_caller]
    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = value(&self.browser.call(method, &format!("/session/{}{path}", self.session), body));
        assert!(answer.get("error").is_none(), "{path}: {answer}");
        answer
    }

    fn devtools(&self, command: &str, parameters: &Value) {
        let _ = self.call("POST", "/goog/cdp/execute", &json!({"cmd": command, "params": parameters}));
    }

    /// Opens a file from the disk.
    pub(super) fn open(&self, file: &Path) {
        let _ = self.call("POST", "/url", &json!({"url": format!("file://{}", file.display())}));
    }

    /// Runs a script and gives what it returns.
    #[track_caller]
    pub(super) fn run(&self, script: &str, args: &[Value]) -> Value {
        self.call("POST", "/execute/sync", &json!({"script": script, "args": args}))
    }

    /// Runs a script that calls back when it is done, and gives what it calls back with.
    #[track_caller]
    pub(super) fn run_long(&self, script: &str) -> Value {
        self.call("POST", "/execute/async", &json!({"script": script, "args": []}))
    }

    /// The page on paper, as a PDF.
    pub(super) fn paper(&self) -> Vec<u8> {
        let sheet = json!({"printBackground": false, "preferCSSPageSize": true});
        let printed = self.call("POST", "/goog/cdp/execute", &json!({"cmd": "Page.printToPDF", "params": sheet}));
        let data = printed["data"].as_str().expect("a sheet");
        base64::engine::general_purpose::STANDARD.decode(data).expect("base64")
    }

    /// Waits until a script returns true.
    #[track_caller]
    pub(super) fn until(&self, script: &str) {
        let watch = mentee::config::world::stopwatch();
        while self.run(script, &[]) != json!(true) {
            assert!(watch.elapsed() < Duration::from_secs(60), "in vain: {script}");
        }
    }

    #[track_caller]
    fn element(&self, selector: &str) -> String {
        let found = self.call("POST", "/element", &json!({"using": "css selector", "value": selector}));
        let id = found.as_object().and_then(|found| found.values().next()).and_then(Value::as_str);
        format!("/element/{}", id.expect("an element"))
    }

    /// What is to be read in an element.
    #[track_caller]
    pub(super) fn text(&self, selector: &str) -> String {
        let element = self.element(selector);
        self.call("GET", &format!("{element}/text"), &Value::Null).as_str().unwrap_or_default().to_owned()
    }

    /// Clicks where a mouse would.
    #[track_caller]
    pub(super) fn click(&self, selector: &str) {
        // The bar at the foot of the page lies over what the browser would scroll to just above it.
        let middle =
            "document.querySelector(arguments[0]).scrollIntoView({block: 'center', behavior: 'instant'}); return 0";
        let _ = self.run(middle, &[json!(selector)]);
        let element = self.element(selector);
        let _ = self.call("POST", &format!("{element}/click"), &json!({}));
    }

    /// Types as a keyboard would.
    #[track_caller]
    pub(super) fn type_into(&self, selector: &str, text: &str) {
        let element = self.element(selector);
        let _ = self.call("POST", &format!("{element}/value"), &json!({"text": text}));
    }

    /// Empties a field.
    #[track_caller]
    pub(super) fn clear(&self, selector: &str) {
        let element = self.element(selector);
        let _ = self.call("POST", &format!("{element}/clear"), &json!({}));
    }

    /// As large as such a screen, in its light.
    pub(super) fn size(&self, width: u64, height: u64, dark: bool) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        self.devtools("Emulation.setDeviceMetricsOverride", &size);
        let light = if dark { "dark" } else { "light" };
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": light}]});
        self.devtools("Emulation.setEmulatedMedia", &features);
    }

    /// What is to be seen, as a PNG.
    pub(super) fn picture(&self) -> Vec<u8> {
        let picture = self.call("GET", "/screenshot", &Value::Null);
        base64::engine::general_purpose::STANDARD.decode(picture.as_str().expect("a picture")).expect("base64")
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        self.call("POST", "/se/log", &json!({"type": kind})).as_array().cloned().unwrap_or_default()
    }

    /// Everything the page asked for since this was last asked.
    pub(super) fn requests(&self) -> Vec<String> {
        let mut urls = Vec::new();
        for entry in self.log("performance") {
            let told: Value = serde_json::from_str(entry["message"].as_str().unwrap_or("{}")).unwrap_or_default();
            if told["message"]["method"] == "Network.requestWillBeSent" {
                urls.extend(told["message"]["params"]["request"]["url"].as_str().map(str::to_owned));
            }
        }
        urls
    }

    /// What the console was told since this was last asked: faults of scripts, and what the policy stopped.
    pub(super) fn console(&self) -> Vec<String> {
        self.log("browser").iter().map(ToString::to_string).collect()
    }
}
