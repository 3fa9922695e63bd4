// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.util.Map;
import java.util.Set;

/** The volumes of a cloud, as the driver of a cluster makes and deletes them. */
public interface CloudVolumes {

    /** Makes a volume unless there is one of that name; its id. */
    String ensure(String name, int gigabytes, Map<String, String> metadata);

    /** Deletes a volume; one that is gone stays gone. */
    void delete(String id);

    /** The ids of those that exist. */
    Set<String> ids();
}
