// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Path;

/** The login of those who may see the fleet page. The password is named by its file. */
public record PageLogin(String user, Path passwordFile) {}
