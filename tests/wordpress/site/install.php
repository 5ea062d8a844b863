<?php
// A blog with an administrator, an editor, an author and one post; prints the ids and application passwords as JSON.
(new mysqli(null, 'root', '', null, 0, getenv('BLOG_SOCKET')))->query('CREATE DATABASE wordpress CHARACTER SET utf8mb4');
define('WP_INSTALLING', true);
require ABSPATH . 'wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install('The Shop Blog', 'admin', 'admin@example.org', true, '', 'not used by any test');
switch_theme('bare');
update_option('permalink_structure', '/%postname%/');
update_option('comment_previously_approved', 0);
update_option('comments_notify', 0);
update_option('moderation_notify', 0);
flush_rewrite_rules(false);
wp_delete_post(1, true);

$made = [];
foreach (['editor' => 'Ellen Editor', 'author' => 'Arno Author'] as $role => $name) {
    $id = wp_insert_user([
        'user_login' => $role, 'user_pass' => wp_generate_password(), 'user_email' => "$role@example.org",
        'display_name' => $name, 'role' => $role,
    ]);
    [$password] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'Sharewell']);
    $made[$role] = ['id' => $id, 'password' => $password];
}
echo json_encode($made);
