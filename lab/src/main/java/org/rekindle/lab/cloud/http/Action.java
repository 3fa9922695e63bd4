// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.http;

/** Carries a request out. */
@FunctionalInterface
public interface Action {

    Reply run(ApiCall call) throws Exception;
}
