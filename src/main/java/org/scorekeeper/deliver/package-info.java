/**
 * From documents to recipients: who is written to, what a message says, and that each is sent once. Its adapters make
 * the message ({@code mime}), hand it to a mail server ({@code smtp}) or a folder ({@code eml}), and keep the outbox
 * ({@code postgres}).
 */
@NullMarked
package org.scorekeeper.deliver;

import org.jspecify.annotations.NullMarked;
