<?php
// What a web server's rewriting rules do: files are files, anything else is WordPress's.
require __DIR__ . '/prepend.php';
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/';
if ($path !== '/' && is_file(ABSPATH . ltrim($path, '/'))) {
    return false; // PHP runs it, after prepend.php
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = ABSPATH . 'index.php';
require ABSPATH . 'index.php';
