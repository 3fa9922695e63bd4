// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.services;

import java.util.List;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;

/** The version documents by which clients find out what a service speaks, and the error that most services share. */
final class Discovery {

    private Discovery() {}

    static Reply versions(String id, String url) {
        return Reply.ok(JsonFields.of("versions", List.of(version(id, url))));
    }

    static Reply one(String id, String url) {
        return Reply.ok(JsonFields.of("version", version(id, url)));
    }

    static Reply notFound(String what) {
        return Reply.of(
                404,
                JsonFields.of(
                        "itemNotFound",
                        new JsonFields()
                                .with("message", what + " could not be found.")
                                .with("code", 404)));
    }

    private static JsonFields version(String id, String url) {
        return new JsonFields()
                .with("id", id)
                .with("status", "CURRENT")
                .with("version", "")
                .with("min_version", "")
                .with("updated", "2013-07-23T11:33:21Z")
                .with("links", List.of(new JsonFields().with("rel", "self").with("href", url)));
    }
}
