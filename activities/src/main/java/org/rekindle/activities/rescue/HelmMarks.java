// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.Objects;

/**
 * The marks by which Helm knows that an object is a release's. Helm takes over what carries them, and refuses to install a release
 * whose object is there without them.
 */
final class HelmMarks {

    private static final String MANAGER = "app.kubernetes.io/managed-by";
    private static final String RELEASE = "meta.helm.sh/release-name";
    private static final String NAMESPACE = "meta.helm.sh/release-namespace";

    private HelmMarks() {}

    /** The same metadata as those of a release's object. */
    static ObjectMeta marked(ObjectMeta metadata, String release) {
        return new ObjectMetaBuilder(metadata)
                .addToLabels(MANAGER, "Helm")
                .addToAnnotations(RELEASE, release)
                .addToAnnotations(NAMESPACE, metadata.getNamespace())
                .build();
    }

    /** Whether two objects are the same release's, or no release's. */
    static boolean same(HasMetadata one, HasMetadata other) {
        return owner(one).equals(owner(other));
    }

    private static String owner(HasMetadata object) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of());
        Map<String, String> labels =
                Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
        return labels.getOrDefault(MANAGER, "")
                + "/"
                + annotations.getOrDefault(NAMESPACE, "")
                + "/"
                + annotations.getOrDefault(RELEASE, "");
    }
}
