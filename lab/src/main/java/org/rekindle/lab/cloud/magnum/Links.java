// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.util.List;
import org.rekindle.lab.cloud.http.Json;

/** The links that every resource carries. */
final class Links {

    private Links() {}

    static List<Json> of(String url, String path) {
        return List.of(
                new Json().with("href", url + "/v1/" + path).with("rel", "self"),
                new Json().with("href", url + "/" + path).with("rel", "bookmark"));
    }
}
