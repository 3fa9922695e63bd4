// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.util.List;
import org.rekindle.lab.cloud.http.JsonFields;

/** The links that every resource carries. */
final class Links {

    private Links() {}

    static List<JsonFields> of(String url, String path) {
        return List.of(
                new JsonFields().with("href", url + "/v1/" + path).with("rel", "self"),
                new JsonFields().with("href", url + "/" + path).with("rel", "bookmark"));
    }
}
