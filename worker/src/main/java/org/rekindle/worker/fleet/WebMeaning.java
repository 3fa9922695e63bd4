// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.Optional;
import org.rekindle.activities.http.HttpAddress;
import org.rekindle.activities.http.NoHttpAddress;

/** Whether a URL can be called when the time comes, in the same words as then. */
final class WebMeaning {

    private WebMeaning() {}

    /** A fault of the base URL of a hub at a pointer; empty when it can be called, or nothing stands there. */
    static Optional<Fault> hub(YamlTree tree, String pointer) {
        String text = tree.text(pointer);
        if (text != null && (text.contains("?") || text.contains("#"))) {
            return Optional.of(tree.fault(
                    pointer, "has a query or a fragment, below which there is no address", "end it with its path"));
        }
        return fault(tree, pointer, true);
    }

    /** The same of a chart repository, which Helm calls: it takes any host name. */
    static Optional<Fault> repository(YamlTree tree, String pointer) {
        return fault(tree, pointer, false);
    }

    private static Optional<Fault> fault(YamlTree tree, String pointer, boolean calledByUs) {
        String text = tree.text(pointer);
        if (text == null) {
            return Optional.empty();
        }
        try {
            HttpAddress address = HttpAddress.of(text);
            if (calledByUs) {
                address.uri();
            }
            return Optional.empty();
        } catch (NoHttpAddress e) {
            return Optional.of(tree.fault(pointer, "cannot be called: " + e.problem(), e.cure()));
        }
    }
}
