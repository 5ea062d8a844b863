<?php
// WordPress's own files stay where Debian put them; what is particular to this blog lies in its folder.
defined('ABSPATH') || define('ABSPATH', getenv('BLOG_FOLDER') . '/');
