// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.shape;

import org.rekindle.worker.webhook.AlertText;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON of senders. It is read as a stream, and of each text no more is kept than is used. */
final class SenderJson {

    private static final int LONGEST_TEXT = 1000;

    /** Some senders put line breaks and worse into a text as they are; that is no reason to pass over an alert. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private SenderJson() {}

    /** A text or what can be read as one; empty for anything else. */
    static String text(JsonParser json) {
        JsonToken token = json.currentToken();
        if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            return AlertText.cleaned(AlertText.shortened(json.getString(), LONGEST_TEXT));
        }
        json.skipChildren();
        return "";
    }
}
