resource "aws_cloudfront_distribution" "site" {
  enabled = true
  default_cache_behavior {
    compress               = true
    target_origin_id       = "site"
    viewer_protocol_policy = "redirect-to-https"
  }
}
