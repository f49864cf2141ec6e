# SPDX-License-Identifier: Apache-2.0
"""Running the product: a supervisor with two children, the web server and the worker."""
