//! Files that change at random, and the articles that the index should contain.

use std::collections::BTreeMap;
use std::fs;

use crate::harness::Sandbox;
use crate::random::Random;

/// The files of a sandbox, as a model and on disk.
pub struct Disk<'a> {
    sandbox: &'a Sandbox,
    files: BTreeMap<String, File>,
    /// A counter that makes the names of files and stories unique.
    made: u64,
}

#[derive(Clone)]
enum File {
    Text(Story),
    Markdown(Story),
    /// Records, each with or without an id.
    Lines(Vec<(Option<u64>, Story)>),
}

/// An article: its title and the numbers of its figures in order.
#[derive(Clone)]
struct Story {
    title: String,
    numbers: Vec<u64>,
    dated: bool,
}

/// An article that the index should contain.
pub struct Told {
    pub id: String,
    pub title: String,
    pub numbers: Vec<u64>,
}

const FOLDERS: [&str; 6] = [
    "news",
    "news/a",
    "news/a/deep",
    "news/b",
    "archive",
    "archive/a",
];

impl<'a> Disk<'a> {
    pub fn new(sandbox: &'a Sandbox) -> Self {
        Self {
            sandbox,
            files: BTreeMap::new(),
            made: 0,
        }
    }

    /// Returns the articles that the index should contain, by path.
    pub fn told(&self) -> Vec<(String, Vec<Told>)> {
        self.files
            .iter()
            .map(|(path, file)| (path.clone(), file.told(path)))
            .collect()
    }

    /// Makes a random change.
    pub fn change(&mut self, random: &mut Random) {
        let paths: Vec<_> = self.files.keys().cloned().collect();
        let some = if paths.is_empty() {
            None
        } else {
            Some(random.pick(&paths).clone())
        };
        match (some, random.below(20)) {
            (None, _) | (_, 0..5) => self.add(random),
            (Some(path), 5..8) => self.edit(&path, random),
            (Some(path), 8) => self.copy(&path, random),
            (Some(path), 9..11) => self.remove(&path),
            (Some(path), 11..14) => self.move_to_new(&path, random),
            (Some(path), 14) => self.swap(&path, &random.pick(&paths).clone()),
            (Some(path), 15) => self.move_folder(&path, random),
            (Some(path), 16) => self.without_figures(&path),
            (Some(path), 17) => self.replace_by(&path, &random.pick(&paths).clone()),
            (Some(path), 18) => self.write(&path),
            (Some(_), _) if random.once_in(6) => paths.iter().for_each(|path| self.remove(path)),
            (Some(_), _) => self.add(random),
        }
    }

    fn write(&self, path: &str) {
        self.sandbox.write(path, self.files[path].text());
    }

    fn put(&mut self, path: &str, file: File) {
        self.files.insert(path.to_owned(), file);
        self.write(path);
    }

    fn new_path(&mut self, extension: &str, random: &mut Random) -> String {
        self.made += 1;
        format!("{}/file-{}.{extension}", random.pick(&FOLDERS), self.made)
    }

    fn story(&mut self, random: &mut Random) -> Story {
        self.made += 1;
        let numbers = (0..random.below(5))
            .map(|_| 100 + random.below(900_000) as u64)
            .collect();
        Story {
            title: format!("Story {}", NAMES[random.below(NAMES.len())]),
            numbers,
            dated: random.once_in(2),
        }
    }

    fn record(&mut self, random: &mut Random) -> (Option<u64>, Story) {
        // There are only a few ids, so that some occur twice.
        let id = (!random.once_in(3)).then(|| random.below(12) as u64);
        (id, self.story(random))
    }

    fn add(&mut self, random: &mut Random) {
        let file = match random.below(4) {
            0 => File::Lines((0..=random.below(4)).map(|_| self.record(random)).collect()),
            1 => File::Markdown(self.story(random)),
            _ => File::Text(self.story(random)),
        };
        let path = self.new_path(file.extension(), random);
        self.put(&path, file);
    }

    fn edit(&mut self, path: &str, random: &mut Random) {
        let mut file = self.files[path].clone();
        match &mut file {
            File::Text(story) | File::Markdown(story) => *story = self.story(random),
            File::Lines(records) => {
                let at = random.below(records.len());
                match random.below(4) {
                    0 => records.insert(at, self.record(random)),
                    1 if records.len() > 1 => drop(records.remove(at)),
                    2 => records.rotate_left(at),
                    _ => records[at].1 = self.story(random),
                }
            }
        }
        self.put(path, file);
    }

    fn copy(&mut self, path: &str, random: &mut Random) {
        let file = self.files[path].clone();
        let copy = self.new_path(file.extension(), random);
        self.put(&copy, file);
    }

    fn remove(&mut self, path: &str) {
        self.files.remove(path);
        self.sandbox.remove(path);
    }

    fn rename(&mut self, from: &str, to: &str) {
        let file = self.files.remove(from).unwrap();
        self.files.insert(to.to_owned(), file);
        self.sandbox.rename(from, to);
    }

    fn move_to_new(&mut self, path: &str, random: &mut Random) {
        let to = self.new_path(self.files[path].extension(), random);
        self.rename(path, &to);
    }

    fn swap(&mut self, one: &str, other: &str) {
        let same_kind = self.files[one].extension() == self.files[other].extension();
        if one != other && same_kind {
            self.rename(one, "news/swap.tmp");
            self.rename(other, one);
            self.rename("news/swap.tmp", other);
        }
    }

    /// Replaces a file with another one, but only if both have the same extension.
    fn replace_by(&mut self, path: &str, other: &str) {
        let same_kind = self.files[path].extension() == self.files[other].extension();
        if path != other && same_kind {
            self.rename(other, path);
        }
    }

    fn move_folder(&mut self, path: &str, random: &mut Random) {
        let (folder, _) = path.rsplit_once('/').unwrap();
        if folder == "news" || folder == "archive" {
            return;
        }
        self.made += 1;
        let to = format!("{}/folder-{}", random.pick(&["news", "archive"]), self.made);
        self.sandbox.rename(folder, &to);
        let below = format!("{folder}/");
        let moved: Vec<_> = self
            .files
            .keys()
            .filter(|path| path.starts_with(&below))
            .cloned()
            .collect();
        for path in moved {
            let file = self.files.remove(&path).unwrap();
            self.files.insert(path.replacen(folder, &to, 1), file);
        }
        // Recreates the folder, because later changes may need it.
        fs::create_dir_all(self.sandbox.path(folder)).unwrap();
    }

    fn without_figures(&mut self, path: &str) {
        let mut file = self.files[path].clone();
        match &mut file {
            File::Text(story) | File::Markdown(story) => story.numbers.clear(),
            File::Lines(records) => records
                .iter_mut()
                .for_each(|(_, story)| story.numbers.clear()),
        }
        self.put(path, file);
    }
}

const NAMES: [&str; 8] = [
    "Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel",
];

impl File {
    fn extension(&self) -> &'static str {
        match self {
            Self::Text(_) => "txt",
            Self::Markdown(_) => "md",
            Self::Lines(_) => "jsonl",
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Text(story) => format!(
                "Title: {}\n{}\n{}",
                story.title,
                story.date("Date: "),
                story.body()
            ),
            Self::Markdown(story) => format!(
                "---\ntitle: {}\n{}---\n\n{}",
                story.title,
                story.date("date: "),
                story.body()
            ),
            Self::Lines(records) => records.iter().map(|(id, story)| story.json(*id)).collect(),
        }
    }

    fn told(&self, path: &str) -> Vec<Told> {
        let stem = path.rsplit('/').next().unwrap().rsplit_once('.').unwrap().0;
        match self {
            Self::Text(story) | Self::Markdown(story) => vec![story.told(stem.to_owned())],
            Self::Lines(records) => {
                let told = |(at, (id, story)): (usize, &(Option<u64>, Story))| {
                    story.told(id.map_or(format!("{stem}#{}", at + 1), |id| id.to_string()))
                };
                records.iter().enumerate().map(told).collect()
            }
        }
    }
}

impl Story {
    fn body(&self) -> String {
        let tell = |number: &u64| {
            format!("Some {number} soldiers were killed near the river, Ukraine said.")
        };
        let sentences = ["The general spoke to the press at noon.".to_owned()].into_iter();
        sentences
            .chain(self.numbers.iter().map(tell))
            .collect::<Vec<_>>()
            .join(" ")
            + "\n"
    }

    fn date(&self, field: &str) -> String {
        if self.dated {
            format!("{field}2024-03-01\n")
        } else {
            String::new()
        }
    }

    fn json(&self, id: Option<u64>) -> String {
        let id = id.map_or(String::new(), |id| format!("\"id\": {id}, "));
        let date = if self.dated {
            "\"date\": \"2024-03-01\", "
        } else {
            ""
        };
        format!(
            "{{{id}{date}\"title\": \"{}\", \"text\": {:?}}}\n",
            self.title,
            self.body()
        )
    }

    fn told(&self, id: String) -> Told {
        Told {
            id,
            title: self.title.clone(),
            numbers: self.numbers.clone(),
        }
    }
}
