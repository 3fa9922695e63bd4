// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.messages;

/**
 * A message that came.
 *
 * @param id the same for a message that came twice
 * @param kind such as {@code question}
 */
public record RecordedMessage(String id, String channel, String kind, String headline) {}
