<?php
// Runs the PHP of its first argument inside WordPress and prints as JSON what that returns.
require ABSPATH . 'wp-load.php';
wp_set_current_user(1);
echo json_encode(eval($argv[1]));
