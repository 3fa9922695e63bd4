// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.nio.file.Path;

/**
 * A user of Matrix, which posts the messages of a run into one thread.
 *
 * @param url of the homeserver, such as {@code https://matrix.example.org}
 * @param tokenFile holds the user's access token
 * @param room the ID of a room that the user has joined, such as {@code !abc:example.org}
 */
public record MatrixSpec(String name, String url, Path tokenFile, String room) implements ChannelSpec {}
