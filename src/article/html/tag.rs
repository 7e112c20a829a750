//! The known HTML elements, and how each affects the tree and the text.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Defines [`Tag`] and the map from names to tags.
macro_rules! tags {
    ($($tag:ident $name:literal,)*) => {
        /// The tag of an element.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Tag {
            /// The root, which contains all other nodes.
            Root,
            /// Any element not listed below.
            Other,
            $(#[doc = $name] $tag,)*
        }

        /// The tags by lower-case name.
        static BY_NAME: LazyLock<FxHashMap<&'static [u8], Tag>> =
            LazyLock::new(|| [$(($name.as_bytes(), Tag::$tag)),*].into_iter().collect());
    };
}

#[rustfmt::skip]
tags! {
    Html "html", Head "head", Body "body", Title "title", Meta "meta", Link "link", Base "base",
    Script "script", Style "style", NoScript "noscript", Template "template", Iframe "iframe", Object "object", Svg "svg",
    Dialog "dialog", Canvas "canvas", Audio "audio", Video "video", Map "map",
    Button "button", Input "input", Label "label", Select "select", Choice "option", TextArea "textarea", Form "form",
    FieldSet "fieldset",
    Article "article", Aside "aside", Footer "footer", Header "header", Main "main", Nav "nav", Section "section",
    Figure "figure", FigCaption "figcaption", Address "address", Hgroup "hgroup", Details "details", Summary "summary",
    P "p", Div "div", BlockQuote "blockquote", Pre "pre", Hr "hr", Br "br", Center "center",
    H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6",
    Ul "ul", Ol "ol", Li "li", Dl "dl", Dt "dt", Dd "dd", Menu "menu",
    Table "table", Caption "caption", THead "thead", TBody "tbody", TFoot "tfoot", Tr "tr", Td "td", Th "th", Col "col",
    ColGroup "colgroup",
    A "a", Abbr "abbr", B "b", Big "big", Cite "cite", Code "code", Del "del", Em "em", Font "font", I "i", Ins "ins",
    Img "img", Kbd "kbd", Mark "mark", Q "q", S "s", Small "small", Span "span", Strike "strike", Strong "strong",
    Sub "sub", Sup "sup", Time "time", Tt "tt", U "u", Var "var", Wbr "wbr", Area "area", Embed "embed",
    Source "source", Track "track", Param "param", Picture "picture",
}

impl Tag {
    /// Returns the tag with this lower-case name, or [`Tag::Other`] if the name is unknown.
    pub fn from_name(name: &[u8]) -> Self {
        BY_NAME.get(name).copied().unwrap_or(Self::Other)
    }

    /// Returns whether the element has no content and no end tag.
    #[rustfmt::skip]
    pub const fn is_void(self) -> bool {
        matches!(
            self,
            Self::Area | Self::Base | Self::Br | Self::Col | Self::Embed | Self::Hr | Self::Img | Self::Input | Self::Link
                | Self::Meta | Self::Param | Self::Source | Self::Track | Self::Wbr
        )
    }

    /// Returns whether the element is allowed in the head of a page.
    #[rustfmt::skip]
    pub const fn is_of_head(self) -> bool {
        matches!(
            self,
            Self::Html | Self::Head | Self::Title | Self::Meta | Self::Link | Self::Base | Self::Script | Self::Style
                | Self::NoScript | Self::Template
        )
    }

    /// Returns whether the element only formats or annotates words. Such an element is closed with the enclosing block,
    /// even if its end tag comes later.
    #[rustfmt::skip]
    pub const fn is_text_style(self) -> bool {
        matches!(
            self,
            Self::A | Self::Abbr | Self::B | Self::Big | Self::Cite | Self::Code | Self::Del | Self::Em | Self::Font
                | Self::I | Self::Ins | Self::Kbd | Self::Label | Self::Mark | Self::Q | Self::S | Self::Small | Self::Span
                | Self::Strike | Self::Strong | Self::Sub | Self::Sup | Self::Time | Self::Tt | Self::U | Self::Var
        )
    }

    /// Returns whether the element can occur within a line without breaking it.
    #[rustfmt::skip]
    pub const fn is_inline(self) -> bool {
        self.is_text_style() || matches!(
            self,
            Self::Area | Self::Button | Self::Embed | Self::Iframe | Self::Img | Self::Input | Self::Link | Self::Meta
                | Self::NoScript | Self::Other | Self::Picture | Self::Script | Self::Source | Self::Style | Self::Svg
                | Self::Template | Self::Wbr
        )
    }

    /// Returns whether the element's text is never shown on the page.
    #[rustfmt::skip]
    pub const fn is_hidden(self) -> bool {
        matches!(
            self,
            Self::Audio | Self::Canvas | Self::Dialog | Self::Head | Self::Iframe | Self::Map | Self::NoScript
                | Self::Object | Self::Script | Self::Select | Self::Style | Self::Svg | Self::Template | Self::TextArea
                | Self::Title | Self::Video
        )
    }

    /// Returns whether the element stops end tags inside it from closing elements outside it.
    #[rustfmt::skip]
    pub const fn stops_end_tags(self) -> bool {
        matches!(
            self,
            Self::Root | Self::Html | Self::Table | Self::Td | Self::Th | Self::Caption | Self::Template | Self::Button
                | Self::Object
        )
    }

    /// Returns whether the element is a heading.
    pub const fn is_heading(self) -> bool {
        matches!(
            self,
            Self::H1 | Self::H2 | Self::H3 | Self::H4 | Self::H5 | Self::H6
        )
    }
}
